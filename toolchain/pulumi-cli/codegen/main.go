// Command codegen makes TypeScript for the language host: it reads one request of pulumirpc.LanguageRuntime from its input, calls
// the generator of Pulumi's Go module, and writes the response to its output. Both are protobuf, as on the wire; a schema comes from
// the loader whose address the request holds. What is wrong goes to the error output, with exit code 1.
//
//	codegen GenerateProgram|GenerateProject|GeneratePackage < request > response
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/pkg/v3/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/proto"
)

func main() {
	if err := answer(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(args []string, input io.Reader, output io.Writer) error {
	methods := map[string]func([]byte) (proto.Message, error){
		"GenerateProgram": parsed(generateProgram),
		"GenerateProject": parsed(generateProject),
		"GeneratePackage": parsed(generatePackage),
	}
	if len(args) != 1 || methods[args[0]] == nil {
		return fmt.Errorf("usage: codegen GenerateProgram|GenerateProject|GeneratePackage < request > response")
	}
	request, err := io.ReadAll(input)
	if err != nil {
		return err
	}
	response, err := methods[args[0]](request)
	if err != nil {
		return err
	}
	bytes, err := proto.Marshal(response)
	if err != nil {
		return err
	}
	_, err = output.Write(bytes)
	return err
}

// message is a pointer to T that is a protobuf message.
type message[T any] interface {
	*T
	proto.Message
}

// parsed makes a function from message to message one that takes the message's bytes.
func parsed[T any, M message[T], R proto.Message](method func(M) (R, error)) func([]byte) (proto.Message, error) {
	return func(bytes []byte) (proto.Message, error) {
		request := M(new(T))
		if err := proto.Unmarshal(bytes, request); err != nil {
			return nil, err
		}
		return method(request)
	}
}

func bindOptions(strict bool) []pcl.BindOption {
	options := []pcl.BindOption{pcl.PreferOutputVersionedInvokes}
	if !strict {
		options = append(options, pcl.NonStrictBindOptions()...)
	}
	return options
}

// withLoader calls what needs schemas with the loader at an address, and closes it afterwards.
func withLoader[R any](target string, use func(schema.ReferenceLoader) (R, error)) (R, error) {
	client, err := schema.NewLoaderClient(target)
	if err != nil {
		var none R
		return none, err
	}
	defer client.Close()
	return use(schema.NewCachedLoader(client))
}

func generateProgram(request *pulumirpc.GenerateProgramRequest) (*pulumirpc.GenerateProgramResponse, error) {
	return withLoader(request.LoaderTarget, func(loader schema.ReferenceLoader) (*pulumirpc.GenerateProgramResponse, error) {
		told := func(found hcl.Diagnostics, source map[string][]byte) *pulumirpc.GenerateProgramResponse {
			return &pulumirpc.GenerateProgramResponse{Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(found), Source: source}
		}
		parser := syntax.NewParser()
		for name, text := range request.Source {
			if err := parser.ParseFile(strings.NewReader(text), name); err != nil {
				return nil, err
			}
		}
		if parser.Diagnostics.HasErrors() {
			return told(parser.Diagnostics, nil), nil
		}
		program, found, err := pcl.BindProgram(parser.Files, loader, bindOptions(request.Strict)...)
		if err != nil {
			return nil, err
		}
		if found.HasErrors() || program == nil {
			return told(found, nil), nil
		}
		files, more, err := nodejs.GenerateProgram(program)
		if err != nil {
			return nil, err
		}
		return told(append(found, more...), files), nil
	})
}

func generateProject(request *pulumirpc.GenerateProjectRequest) (*pulumirpc.GenerateProjectResponse, error) {
	return withLoader(request.LoaderTarget, func(loader schema.ReferenceLoader) (*pulumirpc.GenerateProjectResponse, error) {
		program, found, err := pcl.BindDirectory(request.SourceDirectory, loader, bindOptions(request.Strict)...)
		if err != nil {
			return nil, err
		}
		if !found.HasErrors() {
			var project workspace.Project
			if err := json.Unmarshal([]byte(request.Project), &project); err != nil {
				return nil, err
			}
			err := nodejs.GenerateProject(request.TargetDirectory, project, program, request.LocalDependencies, false, "nodejs")
			if err != nil {
				return nil, err
			}
		}
		return &pulumirpc.GenerateProjectResponse{Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(found)}, nil
	})
}

func generatePackage(request *pulumirpc.GeneratePackageRequest) (*pulumirpc.GeneratePackageResponse, error) {
	return withLoader(request.LoaderTarget, func(loader schema.ReferenceLoader) (*pulumirpc.GeneratePackageResponse, error) {
		var spec schema.PackageSpec
		if err := json.Unmarshal([]byte(request.Schema), &spec); err != nil {
			return nil, err
		}
		bound, found, err := schema.BindSpec(spec, loader, schema.ValidationOptions{AllowDanglingReferences: true})
		if err != nil {
			return nil, err
		}
		if !found.HasErrors() {
			files, err := nodejs.GeneratePackage(
				"pulumi-language-nodejs", bound, request.ExtraFiles, request.LocalDependencies, request.Local, loader)
			if err != nil {
				return nil, err
			}
			if err := write(request.Directory, files); err != nil {
				return nil, err
			}
		}
		return &pulumirpc.GeneratePackageResponse{Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(found)}, nil
	})
}

func write(directory string, files map[string][]byte) error {
	for name, text := range files {
		file := filepath.Join(directory, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
