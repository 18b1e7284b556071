//go:build graphsdk

// Command sdk creates one deviceComplianceUserStatus by the official SDK of
// Microsoft Graph.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/microsoft/kiota-abstractions-go/authentication"
	graph "github.com/microsoftgraph/msgraph-sdk-go"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
)

func main() {
	adapter, err := graph.NewGraphRequestAdapter(&authentication.AnonymousAuthenticationProvider{})
	if err != nil {
		panic(err)
	}
	name, count, state, at := "User Display Name value", int32(12), models.NOTAPPLICABLE_COMPLIANCESTATUS, time.Now()
	status := models.NewDeviceComplianceUserStatus()
	status.SetUserDisplayName(&name)
	status.SetDevicesCount(&count)
	status.SetStatus(&state)
	status.SetLastReportedDateTime(&at)
	created, err := graph.NewGraphServiceClient(adapter).DeviceManagement().DeviceCompliancePolicies().
		ByDeviceCompliancePolicyId(os.Args[1]).UserStatuses().Post(context.Background(), status, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(*created.GetId())
}
