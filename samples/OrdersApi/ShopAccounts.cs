using IamAuthorization.Policies;

namespace OrdersApi;

/// <summary>The two accounts of the sample, and the names of what they own as policies write them.</summary>
public static class ShopAccounts
{
    public const string Shop = "111122223333";
    public const string Partner = "444455556666";
    public const string Service = "orders";
    public const string Region = "eu-west-1";

    public static Arn ArnOf(string account, string resource) =>
        Arn.Parse($"arn:aws:{Service}:{Region}:{account}:{resource}");
}
