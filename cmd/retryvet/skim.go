package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"math"
	"os"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/go/gcexportdata"

	"github.com/retryvet/retryvet/analyzers"
)

// skim writes down the types of a package that is analyzed for what it exports, if it exports no facts for certain: then
// the bodies of its functions matter to nobody, and are not checked. If that is in doubt, or anything is wrong, nothing has
// happened, and the error says why; unitchecker then does its work, or tells people.
func skim(unit unitchecker.Config) (err error) {
	defer func() {
		if r := recover(); r != nil { // of the type checker or the exporter
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if !unit.VetxOnly || unit.VetxOutput == "" || len(unit.GoFiles) == 0 {
		return errors.New("more than types is wanted")
	}
	s := &skimmer{unit: unit, fset: token.NewFileSet(), known: map[string]*types.Package{}}
	data, err := s.run()
	if err != nil {
		return err
	}
	if unit.Stdout != "" { // nothing is printed, and the build system keeps even that
		if err := os.WriteFile(unit.Stdout, nil, 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(unit.VetxOutput, data, 0o666)
}

// errFacts is why a package is not skimmed that may export facts.
var errFacts = errors.New("it may export facts")

// A skimmer skims one package.
type skimmer struct {
	unit    unitchecker.Config
	fset    *token.FileSet
	imports map[string]vetxFile       // by path
	known   map[string]*types.Package // those read so far, and those that they mention
	empty   map[string]string         // the names of those whose types do not matter, by path
}

// run returns what the package's vetx file is to hold.
func (s *skimmer) run() ([]byte, error) {
	var err error
	if s.imports, err = openImports(s.unit.PackageVetx); err != nil {
		return nil, err
	}
	if analyzers.ExportsFacts(s.sketch(), s.told) { // most that do show before anything is parsed
		return nil, errFacts
	}
	files := make([]*ast.File, len(s.unit.GoFiles))
	for i, name := range s.unit.GoFiles {
		// Comments that matter, such as //go:build and //line, are heeded all the same.
		if files[i], err = parser.ParseFile(s.fset, name, nil, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
	}
	s.empty = s.unread(files)
	conf := &types.Config{
		IgnoreFuncBodies: true,
		Importer:         s,
		Sizes:            types.SizesFor("gc", build.Default.GOARCH),
		GoVersion:        s.unit.GoVersion,
	}
	pkg, err := conf.Check(s.unit.ImportPath, s.fset, files, nil)
	if err != nil {
		return nil, err
	}
	if analyzers.ExportsFacts(pkg, s.told) {
		return nil, errFacts
	}
	return encodeVetx(s.fset, pkg)
}

// sketch returns what is known of the package from its imports alone.
func (s *skimmer) sketch() *types.Package {
	pkg := types.NewPackage(s.unit.ImportPath, "")
	var imports []*types.Package
	for path := range s.imports {
		imports = append(imports, types.NewPackage(path, ""))
	}
	pkg.SetImports(imports)
	return pkg
}

// told reports whether there are facts of an imported package.
func (s *skimmer) told(p *types.Package) bool { return s.imports[p.Path()].facts > 0 }

// Import returns an imported package, as the vetx file has it that was written for it.
func (s *skimmer) Import(importPath string) (*types.Package, error) {
	path, ok := s.unit.ImportMap[importPath]
	if !ok {
		return nil, fmt.Errorf("can't resolve import %q", importPath)
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := s.known[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	v, ok := s.imports[path]
	if !ok {
		return nil, fmt.Errorf("no vetx file for %q", path)
	}
	if name, ok := s.empty[path]; ok {
		pkg := types.NewPackage(path, name)
		pkg.MarkComplete()
		return pkg, nil
	}
	return v.read(s.fset, s.known, path)
}

// unread returns the names, by path, of the imports that only the bodies of functions mention. Their types need not be read:
// an empty package does.
func (s *skimmer) unread(files []*ast.File) map[string]string {
	names, needed := map[string]string{}, map[string]bool{}
	for _, f := range files {
		mentioned := mentionedOutsideBodies(f)
		for _, spec := range f.Imports {
			importPath, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			path := s.unit.ImportMap[importPath]
			if names[path] == "" && !needed[path] {
				if names[path], err = s.imports[path].packageName(); err != nil {
					needed[path] = true
				}
			}
			name := names[path]
			if spec.Name != nil {
				name = spec.Name.Name
			}
			needed[path] = needed[path] || name == "." || mentioned[name]
		}
	}
	maps.DeleteFunc(names, func(path, _ string) bool { return needed[path] })
	return names
}

// mentionedOutsideBodies returns the names before the dots of all selectors that are in no body of a function: if a package
// is mentioned there, its name is among them.
func mentionedOutsideBodies(f *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				names[x.Name] = true
			}
		}
		return true
	})
	return names
}

// The files in which unitchecker hands types and facts on begin with a word, and the sizes of the one and the other.
const (
	vetxMagic  = "vetx"
	vetxHeader = len(vetxMagic) + 4 + 4
)

// A vetxFile is such a file.
type vetxFile struct {
	name         string
	types, facts int64 // their sizes
}

func openImports(names map[string]string) (map[string]vetxFile, error) {
	files := make(map[string]vetxFile, len(names))
	for path, name := range names {
		v, err := openVetx(name)
		if err != nil {
			return nil, err
		}
		files[path] = v
	}
	return files, nil
}

// openVetx reads the header of a vetx file.
func openVetx(name string) (vetxFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return vetxFile{}, err
	}
	defer f.Close()
	header := make([]byte, vetxHeader)
	if _, err := io.ReadFull(f, header); err != nil {
		return vetxFile{}, err
	}
	info, err := f.Stat()
	if err != nil {
		return vetxFile{}, err
	}
	sizes := header[len(vetxMagic):]
	v := vetxFile{name, int64(binary.LittleEndian.Uint32(sizes)), int64(binary.LittleEndian.Uint32(sizes[4:]))}
	if string(header[:len(vetxMagic)]) != vetxMagic || int64(vetxHeader)+v.types+v.facts > info.Size() {
		return vetxFile{}, fmt.Errorf("%s is no vetx file", name)
	}
	return v, nil
}

// indexed is what export data of types begin with in files of other kinds, and not in vetx files.
const indexed = "i"

// read reads the types.
func (v vetxFile) read(fset *token.FileSet, known map[string]*types.Package, path string) (*types.Package, error) {
	f, err := os.Open(v.name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := io.MultiReader(strings.NewReader(indexed), io.NewSectionReader(f, int64(vetxHeader), v.types))
	// Of a LimitedReader the size is known, so that the data are read in one go.
	return gcexportdata.Read(&io.LimitedReader{R: data, N: int64(len(indexed)) + v.types}, fset, known, path)
}

// packageName reads the name of the package alone: that of the first package in the index, which follows the strings and the
// declarations.
func (v vetxFile) packageName() (string, error) {
	f, err := os.Open(v.name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data := io.NewSectionReader(f, int64(vetxHeader), v.types)
	head, stringsAt, err := uvarints(data, 0, 3) // a version, the size of the strings and that of the declarations
	if err != nil {
		return "", err
	}
	first, _, err := uvarints(data, stringsAt+head[1]+head[2], 3) // a count, and where the strings with path and name begin
	if err != nil {
		return "", err
	}
	size, nameAt, err := uvarints(data, stringsAt+first[2], 1)
	if err != nil {
		return "", err
	}
	name := make([]byte, size[0])
	_, err = io.ReadFull(io.NewSectionReader(data, nameAt, size[0]), name)
	return string(name), err
}

// uvarints returns the n numbers that begin at an offset, none of which is larger than the data, and where they end.
func uvarints(data *io.SectionReader, at int64, n int) (numbers []int64, end int64, err error) {
	buf := make([]byte, n*binary.MaxVarintLen64)
	got, err := data.ReadAt(buf, at)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, err
	}
	for range n {
		number, size := binary.Uvarint(buf[:got])
		if size <= 0 || number > uint64(data.Size()) {
			return nil, 0, errors.New("malformed export data")
		}
		numbers = append(numbers, int64(number))
		buf, got, at = buf[size:], got-size, at+int64(size)
	}
	return numbers, at, nil
}

// encodeVetx returns the content of a vetx file with the types of a package, and no facts.
func encodeVetx(fset *token.FileSet, pkg *types.Package) ([]byte, error) {
	var out bytes.Buffer
	out.Write(make([]byte, vetxHeader-len(indexed))) // the rest of the header is written over what precedes the types
	if err := gcexportdata.Write(&out, fset, pkg); err != nil {
		return nil, err
	}
	data := out.Bytes()
	size := len(data) - vetxHeader
	if !bytes.HasPrefix(data[vetxHeader-len(indexed):], []byte(indexed)) || int64(size) > math.MaxUint32 {
		return nil, errors.New("export data of a kind that vetx files do not hold")
	}
	header := binary.LittleEndian.AppendUint32([]byte(vetxMagic), uint32(size))
	copy(data, binary.LittleEndian.AppendUint32(header, 0))
	return data, nil
}
