package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	jsonv2 "github.com/go-json-experiment/json"

	"example.com/burin/cmd/bench/peers/entity/oapi"
	"example.com/burin/cmd/bench/peers/entity/ogen"
	"example.com/burin/generated/devicecompliance"
)

// Each service here returns the entity that it is sent, and each handler around
// it admits whoever calls.

func serverRow() row {
	return row{"POST through the handler", []byte(requestBody), []candidate{
		serving("burin", burinHandler(burinServer{})),
		serving("burin, and time.Time", burinHandler(burinTimeServer{})),
		serving("ogen", ogenHandler()).losing("lastReportedDateTime"),
		serving("oapi-codegen", oapi.Handler(oapi.NewStrictHandler(oapiServer{}, nil))),
		serving("encoding/json", plainHandler(readStd, writeStd)),
		serving("encoding/json/v2", plainHandler(readV2, writeV2)),
		serving("the harness alone", empty()),
	}}
}

type burinServer struct {
	devicecompliance.UnimplementedServer
}

func (burinServer) CreateUserStatus(_ context.Context, _ string, body *devicecompliance.DeviceComplianceUserStatus) (*devicecompliance.DeviceComplianceUserStatus, error) {
	return body, nil
}

type burinTimeServer struct {
	devicecompliance.UnimplementedServer
}

func (burinTimeServer) CreateUserStatus(_ context.Context, _ string, body *devicecompliance.DeviceComplianceUserStatus) (*devicecompliance.DeviceComplianceUserStatus, error) {
	return body, burinTime(body)
}

func burinHandler(server devicecompliance.Server) http.Handler {
	return devicecompliance.NewHandler(server, devicecompliance.WithAuthorizer(
		func(r *http.Request, _ []devicecompliance.Requirement) (context.Context, error) {
			return r.Context(), nil
		}))
}

type ogenServer struct{ ogen.UnimplementedHandler }

// CreateUserStatus gives the body the type of the answer, which ogen generates
// as another.
func (ogenServer) CreateUserStatus(_ context.Context, body *ogen.CreateUserStatusReq, _ ogen.CreateUserStatusParams) (ogen.CreateUserStatusRes, error) {
	return &ogen.DeviceComplianceUserStatus{
		OdataDotType:         ogen.OptDeviceComplianceUserStatusOdataDotType{Value: ogen.DeviceComplianceUserStatusOdataDotType(body.OdataDotType.Value), Set: body.OdataDotType.Set},
		ID:                   body.ID,
		UserDisplayName:      ogen.OptNilString{Value: body.UserDisplayName.Value, Set: true, Null: body.UserDisplayName.Null},
		DevicesCount:         ogen.NewOptInt32(body.DevicesCount),
		Status:               ogen.NewOptComplianceStatus(body.Status),
		LastReportedDateTime: ogen.NewOptDateTime(body.LastReportedDateTime),
		UserPrincipalName:    ogen.OptNilString{Value: body.UserPrincipalName.Value, Set: true, Null: body.UserPrincipalName.Null},
	}, nil
}

type ogenSecurity struct{}

func (ogenSecurity) HandleDelegatedWorkOrSchool(ctx context.Context, _ ogen.OperationName, _ ogen.DelegatedWorkOrSchool) (context.Context, error) {
	return ctx, nil
}

func ogenHandler() http.Handler {
	server, err := ogen.NewServer(ogenServer{}, ogenSecurity{})
	if err != nil {
		panic(err) // it has no options that could be wrong
	}
	return server
}

type oapiServer struct{ oapi.StrictServerInterface }

// CreateUserStatus gives the body the type of the answer, which oapi-codegen
// generates as another.
func (oapiServer) CreateUserStatus(_ context.Context, request oapi.CreateUserStatusRequestObject) (oapi.CreateUserStatusResponseObject, error) {
	body := request.Body
	return oapi.CreateUserStatus201JSONResponse{
		OdataType:            (*oapi.DeviceComplianceUserStatusOdataType)(body.OdataType),
		Id:                   body.Id,
		UserDisplayName:      body.UserDisplayName,
		DevicesCount:         &body.DevicesCount,
		Status:               &body.Status,
		LastReportedDateTime: &body.LastReportedDateTime,
		UserPrincipalName:    body.UserPrincipalName,
	}, nil
}

// plainHandler is a handler as one writes it by hand.
func plainHandler(read func(io.Reader, *plainStatus) error, write func(io.Writer, *plainStatus) error) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /deviceManagement/deviceCompliancePolicies/{policy}/userStatuses", func(w http.ResponseWriter, r *http.Request) {
		var v plainStatus
		err := read(http.MaxBytesReader(w, r.Body, 1<<20), &v)
		if err == nil {
			err = v.validate()
		}
		if policy := r.PathValue("policy"); err == nil && len(policy) > 128 {
			err = errors.New("the policy's key is too long")
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_ = write(w, &v)
	})
	return mux
}

func readStd(r io.Reader, v *plainStatus) error {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	return d.Decode(v)
}

func writeStd(w io.Writer, v *plainStatus) error { return json.NewEncoder(w).Encode(v) }

func readV2(r io.Reader, v *plainStatus) error {
	return jsonv2.UnmarshalRead(r, v, jsonv2.RejectUnknownMembers(true))
}

func writeV2(w io.Writer, v *plainStatus) error { return jsonv2.MarshalWrite(w, v) }
