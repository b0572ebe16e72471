using IamAuthorization.AspNetCore;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace OrdersApi.Orders;

/// <summary>The tags of an order of which only the ARN is known, as it is where an attribute asks.</summary>
public sealed class OrderTags(OrderBook orders, IIamResource<Order> resources) : IIamResourceTags
{
    private const string OrderPrefix = "order/";

    public ValueTask<IReadOnlyDictionary<string, string>?> FindAsync(Arn resource, CancellationToken cancellationToken)
    {
        string name = resource.Resource.ToString();
        Order? order = name.StartsWith(OrderPrefix, StringComparison.Ordinal)
            ? orders.Find(name[OrderPrefix.Length..])
            : null;
        return new(order is null ? null : resources.TagsOf(order));
    }
}
