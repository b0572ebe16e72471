using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests;

/// <summary>The resources of an account that have a policy, and units that are renamed.</summary>
public sealed class ResourcesAndUnits
{
    private const string Shared =
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":"*","Action":"orders:*","Resource":"*"}]}
        """;

    [Fact]
    public async Task ResourcesWithAPolicy_AreListedByPages_ThoseOfTheAccountAlone()
    {
        using var world = new AccountWorld();
        string[] names = ["a", "B", "c", "d", "e"];
        foreach (string name in names)
        {
            await world.Resources.PutAsync(Call, ArnOf(Own, name), Shared, None);
            await world.Resources.PutAsync(OtherCall, ArnOf(Other, name), Shared, None);
        }

        await world.Resources.DeleteAsync(Call, ArnOf(Own, "c"), None);
        var found = new List<Arn>();
        string? after = null;
        do
        {
            IamPage<Arn> page = await world.Resources.ListAsync(
                Call, new IamPageQuery { After = after, CountMax = 2 }, None);
            Assert.InRange(page.Items.Count, 1, 2);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["B", "a", "d", "e"], found.Select(arn => arn.ToString()[^1..]).Order(StringComparer.Ordinal));
        Assert.All(found, arn => Assert.Equal(Own, arn.Account.ToString()));
    }

    [Fact]
    public async Task Unit_IsRenamed_AndKeepsItsIdAndWhatIsInIt()
    {
        using var world = new AccountWorld();
        Organization made = (await world.Organizations.CreateAsync(Call, None)).Value;
        OrganizationalUnit sales =
            (await world.Organizations.CreateUnitAsync(Call, made.Root.Id, "Sales", None)).Value;
        await world.Organizations.CreateUnitAsync(Call, made.Root.Id, "Stock", None);
        await world.Organizations.CreateUnitAsync(Call, sales.Id, "Inner", None);
        await world.Organizations.MoveAccountAsync(Call, Own, sales.Id, None);

        await world.Organizations.RenameUnitAsync(Call, sales.Id, "SALES", None);

        Organization now = await world.Organizations.GetAsync(Call, None);
        OrganizationalUnit renamed = now.Units().Single(unit => unit.Id == sales.Id);
        Assert.Equal(
            ("SALES", "Inner", Own),
            (renamed.Name, renamed.OrganizationalUnits[0].Name, renamed.Accounts[0].AccountId));
        Assert.Equal("organizations:UpdateOrganizationalUnit", (await world.LogAsync())[^1].Action);
    }

    [Fact]
    public async Task Rename_OutOfRule_IsRefused()
    {
        using var world = new AccountWorld();
        Organization made = (await world.Organizations.CreateAsync(Call, None)).Value;
        string sales = (await world.Organizations.CreateUnitAsync(Call, made.Root.Id, "Sales", None)).Value.Id;
        await world.Organizations.CreateUnitAsync(Call, made.Root.Id, "Stock", None);
        Task Rename(string id, string name, IamCall? call = null) =>
            world.Organizations.RenameUnitAsync(call ?? Call, id, name, None);

        await RefusedAsync(
            Codes.EntityAlreadyExists,
            "A unit with name stock already exists there.",
            () => Rename(sales, "stock"));
        await RefusedAsync(Codes.NoSuchEntity, "The unit with id ou-x cannot be found.", () => Rename("ou-x", "x"));
        await RefusedAsync(
            Codes.AccessDenied, "The root of an organization cannot be renamed.", () => Rename(made.Root.Id, "x"));
        await RefusedAsync(Codes.ValidationError, null, () => Rename(sales, string.Empty));
        await RefusedAsync(Codes.AccessDenied, null, () => Rename(sales, "x", OtherCall));
    }

    private static Arn ArnOf(string accountId, string name) =>
        Arn.Parse($"arn:aws:orders:eu-west-1:{accountId}:order/{name}");
}
