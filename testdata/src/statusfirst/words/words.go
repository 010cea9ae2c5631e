// Package words decodes answers into types whose fields have letters of a failure in their names, and into types that tell of one.
package words

import (
	"encoding/json"
	"net/http"
)

// BAD: none of the fields tells of a failure.

type address struct {
	Name    string `json:"name"`
	Zipcode string `json:"zipcode"`
}

func getaddress(url string) (*address, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v address
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type parcel struct {
	Name       string `json:"name"`
	PostalCode string `json:"postal_code"`
}

func getparcel(url string) (*parcel, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v parcel
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type country struct {
	Name        string `json:"name"`
	CountryCode string `json:"countryCode"`
}

func getcountry(url string) (*country, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v country
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type label struct {
	Name    string `json:"name"`
	Barcode string `json:"barcode"`
}

func getlabel(url string) (*label, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v label
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type fruit struct {
	Name  string `json:"name"`
	Berry string `json:"berry"`
}

func getfruit(url string) (*fruit, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v fruit
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type errand struct {
	Name    string `json:"name"`
	Errands string `json:"errands"`
}

func geterrand(url string) (*errand, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v errand
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type carrier struct {
	Name    string `json:"name"`
	Carrier string `json:"carrier"`
}

func getcarrier(url string) (*carrier, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v carrier
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type place struct {
	Name    string `json:"name"`
	Default string `json:"default"`
}

func getplace(url string) (*place, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v place
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

type score struct {
	Name    string `json:"name"`
	Results string `json:"results"`
}

func getscore(url string) (*score, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v score
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil { // want `decoded`
		return nil, err
	}
	return &v, nil
}

// GOOD: one does.

type refusal struct {
	Name   string `json:"name"`
	ErrMsg string `json:"errmsg"`
}

func getrefusal(url string) (*refusal, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v refusal
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}

type numbered struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

func getnumbered(url string) (*numbered, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v numbered
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}

type fault struct {
	Name        string `json:"name"`
	FaultString string `json:"faultstring"`
}

func getfault(url string) (*fault, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v fault
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}

type warned struct {
	Name     string `json:"name"`
	Warnings string `json:"warnings"`
}

func getwarned(url string) (*warned, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v warned
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}

type told struct {
	Name   string `json:"name"`
	Detail string `json:"detail"`
}

func gettold(url string) (*told, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v told
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}

type state struct {
	Name    string `json:"name"`
	Success string `json:"success"`
}

func getstate(url string) (*state, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v state
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}

type lower struct {
	Name    string `json:"name"`
	Errcode string `json:"errcode"`
}

func getlower(url string) (*lower, error) {
	resp, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var v lower
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return nil, err
	}
	return &v, nil
}
