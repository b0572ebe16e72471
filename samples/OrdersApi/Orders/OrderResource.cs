using System.Collections.Immutable;
using IamAuthorization.AspNetCore;

namespace OrdersApi.Orders;

/// <summary>What an order is to IAM: its name in ARNs, its owner and its tags.</summary>
public sealed class OrderResource : IIamResource<Order>
{
    public string NameOf(Order resource) => $"order/{resource.Id}";

    public string OwnerAccountOf(Order resource) => resource.Account;

    public ImmutableDictionary<string, string> TagsOf(Order resource) => resource.Project is { } project
        ? ImmutableDictionary<string, string>.Empty.Add("project", project)
        : ImmutableDictionary<string, string>.Empty;
}
