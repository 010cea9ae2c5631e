// Package errors stands in for the predicates of Kubernetes.
package errors

import (
	"net/http"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func code(err error) int { return http.StatusTeapot }

func IsBadRequest(err error) bool         { return code(err) == http.StatusBadRequest }
func IsUnauthorized(err error) bool       { return code(err) == http.StatusUnauthorized }
func IsForbidden(err error) bool          { return code(err) == http.StatusForbidden }
func IsNotFound(err error) bool           { return code(err) == http.StatusNotFound }
func IsConflict(err error) bool           { return code(err) == http.StatusConflict }
func IsInvalid(err error) bool            { return code(err) == http.StatusUnprocessableEntity }
func IsTooManyRequests(err error) bool    { return code(err) == http.StatusTooManyRequests }
func IsInternalError(err error) bool      { return code(err) == http.StatusInternalServerError }
func IsServerTimeout(err error) bool      { return code(err) == http.StatusInternalServerError }
func IsServiceUnavailable(err error) bool { return code(err) == http.StatusServiceUnavailable }
func IsTimeout(err error) bool            { return code(err) == http.StatusGatewayTimeout }
func IsAlreadyExists(err error) bool      { return code(err) == http.StatusConflict }

// A StatusError is an answer that is no success.
type StatusError struct{ ErrStatus metav1.Status }

func (e *StatusError) Error() string { return http.StatusText(int(e.ErrStatus.Code)) }

// Status is the server's answer.
func (e *StatusError) Status() metav1.Status { return e.ErrStatus }

func ReasonForError(err error) metav1.StatusReason { return metav1.StatusReasonNotFound }
