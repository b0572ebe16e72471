using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Puts the watch over connections into every hub.</summary>
internal sealed class ConnectionHubSetup(ConnectionHubFilter filter) : IConfigureOptions<HubOptions>
{
    public void Configure(HubOptions options) => options.AddFilter(filter);
}
