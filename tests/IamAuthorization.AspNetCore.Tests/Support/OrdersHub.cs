using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A hub whose methods say what they ran with.</summary>
public sealed class OrdersHub : Hub
{
    public string Open() => Ran("open");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string Track(string id) => Ran(id);

    [IamAuthorize("orders:Track", "order/{id}")]
    [IamAuthorize("orders:Audit", "*")]
    public string TrackAndAudit(string id) => Ran(id);

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackNumber(int id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackAmount(decimal id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackGuid(Guid id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackInstant(DateTimeOffset id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackEnum(DayOfWeek id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackNullable(int? id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackList(string[] id) => Ran($"{id.Length}");

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackObject(Order id) => Ran(id.Id);

    [IamAuthorize("orders:Track", "order/{id}")]
    public string TrackAnything(object id) => Ran($"{id}");

    [IamAuthorize("orders:Track", "order/{other}")]
    public string TrackOther(string id) => Ran(id);

    [IamAuthorize("orders:Track", "order/{accessor}")]
    public string TrackService(IHttpContextAccessor accessor, string id) => Ran($"{accessor.GetType().Name}{id}");

    [IamAuthorize("orders:Track", "order/{**id}")]
    public string TrackPath(string id) => Ran(id);

    [IamAuthorize("orders:Track", "shop/{shop}/order/{id}")]
    public async IAsyncEnumerable<string> Between(
        IHttpContextAccessor implicitService,
        string shop,
        [FromServices] IIamAuthorizer service,
        IAsyncEnumerable<string> upload,
        string id,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return Ran($"{shop}/{id}");
    }

    [IamAuthorize("orders:Track", "order/{id}")]
    public async IAsyncEnumerable<string> Stream(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Ran(id);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    [IamAuthorize("orders:Track", "order/{id}")]
    public ChannelReader<string> StreamChannel(IHttpContextAccessor service, string id)
    {
        var channel = Channel.CreateUnbounded<string>();
        channel.Writer.TryWrite(Ran(id));
        channel.Writer.Complete();
        return channel.Reader;
    }

    /// <summary>Asks itself, and says how many decisions this invocation and its connection know of.</summary>
    public async Task<string> Ask(string id, [FromServices] IIamAuthorizer iam)
    {
        IamDecision decision = await iam.AuthorizeAsync(Context.User!, "orders:Ask", $"order/{id}");
        int known = Context.GetHttpContext()!.Features.Get<IIamDecisionFeature>()?.Decisions.Count ?? 0;
        return $"{decision.IsAllowed} {known}";
    }

    private string Ran(string with) => Context.ConnectionAborted.IsCancellationRequested ? "gone" : with;

    public sealed record Order(string Id);
}
