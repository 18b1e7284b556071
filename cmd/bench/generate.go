package main

//go:generate go run ./describe
//go:generate go -C ../.. run ./cmd/burin generate -c cmd/bench/peers/wide/burin.yaml
//go:generate go -C ../.. run ./cmd/burin generate -c cmd/bench/peers/entity/burin.yaml
//go:generate go tool ogen --config peers/ogen.yaml --target peers/entity/ogen --package ogen --clean ../../spec/devicecompliance/openapi.yaml
//go:generate go tool ogen --config peers/ogen.yaml --target peers/wide/ogen --package ogen --clean peers/wide/openapi.yaml
//go:generate go tool oapi-codegen -config peers/oapi-server.yaml ../../spec/devicecompliance/openapi.yaml
//go:generate go tool oapi-codegen -config peers/oapi-types.yaml peers/wide/openapi.yaml
