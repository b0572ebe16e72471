using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What belongs to the root user is for nobody else, whatever policies would allow.</summary>
public sealed class RootUser
{
    private static readonly Arn Device = Arn.Parse($"arn:aws:iam::{Own}:mfa/phone");

    public static TheoryData<string?, bool> Callers => new()
    {
        { null, true },
        { $"arn:aws:iam::{Own}:root", true },
        { $"arn:aws:iam::{Other}:root", false },
        { $"arn:aws:iam::{Own}:user/root", false },
        { $"arn:aws:iam::{Own}:user/admin", false },
        { $"arn:aws:sts::{Own}:root", false },
        { $"arn:aws:sts::{Own}:assumed-role/root/root", false },
        { "root", false },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task CredentialsOfTheRootUser_AreForTheRootUserAndTheApp(string? caller, bool isAllowed)
    {
        using var world = new AccountWorld();
        await world.Keys.CreateAsync(Call, null, None);
        await world.Mfa.CreateAsync(Call, "phone", "/", [], None);
        var call = new IamCall(Own, new IamChangeOrigin { PrincipalArn = caller });
        string id = KeyId(1);
        Func<Task>[] tasks =
        [
            () => world.Keys.CreateAsync(call, null, None),
            () => world.Keys.ListAsync(call, null, None),
            () => world.Keys.SetActiveAsync(call, null, id, isActive: false, None),
            () => world.Keys.DeleteAsync(call, null, id, None),
            () => world.Mfa.EnableAsync(call, null, Device, "123456", "123456", None),
            () => world.Mfa.ResyncAsync(call, null, Device, "123456", "123456", None),
            () => world.Mfa.DeactivateAsync(call, null, Device, None),
            () => world.Mfa.ListForUserAsync(call, null, None),
        ];

        foreach (Func<Task> task in tasks)
        {
            IamException? refused = await Record.ExceptionAsync(task) as IamException;
            Assert.Equal(isAllowed, refused?.Code != Codes.AccessDenied);
        }
    }

    [Fact]
    public async Task RootUser_IsNoUser_AndIsCountedInTheSummary()
    {
        using var world = new AccountWorld();
        await world.Keys.CreateAsync(Call, null, None);

        IReadOnlyDictionary<string, int> summary = await world.Accounts.GetSummaryAsync(Call, None);

        Assert.Equal((0, 1, 0), (summary["Users"], summary["AccountAccessKeysPresent"], summary["AccountMFAEnabled"]));
        Assert.Empty((await world.Users.ListAsync(Call, new IamPageQuery(), None)).Items);
        await RefusedAsync(Codes.NoSuchEntity, null, () => world.Keys.ListAsync(Call, "root", None));
    }
}
