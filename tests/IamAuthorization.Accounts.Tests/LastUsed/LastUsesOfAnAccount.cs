using Microsoft.Extensions.Options;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests.LastUsed;

/// <summary>What is told of the keys, passwords and roles of an account.</summary>
public sealed class LastUsesOfAnAccount
{
    [Fact]
    public async Task AccessKey_IsToldWithItsUser()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        string id = (await world.Keys.CreateAsync(Call, "alice", None)).Value.Key.Id;
        string ofRoot = (await world.Keys.CreateAsync(Call, null, None)).Value.Key.Id;
        IIamLastUsed lastUsed = world.Get<IIamLastUsed>();

        Assert.Equal(new AccessKeyLastUse("alice", null), await lastUsed.OfAccessKeyAsync(Call, id, None));
        world.Get<LastUsedRecorder>().Record(id, "orders", "eu-west-1");
        world.Get<LastUsedRecorder>().Record(ofRoot);

        IamLastUse use = (await lastUsed.OfAccessKeyAsync(Call, id, None)).LastUse!;
        Assert.Equal(("orders", "eu-west-1"), (use.Service, use.Region));
        Assert.Equal(Start.AddMilliseconds(-500), use.At);
        Assert.Null((await lastUsed.OfAccessKeyAsync(Call, ofRoot, None)).UserName);
        await RefusedAsync(
            Codes.NoSuchEntity,
            $"The Access Key with id {id} cannot be found",
            () => lastUsed.OfAccessKeyAsync(OtherCall, id, None));
    }

    /// <summary>E14: whoever gets an old name did not use what the one before used.</summary>
    [Theory]
    [InlineData(IamIdentityKind.User)]
    [InlineData(IamIdentityKind.Role)]
    [Trait("Threat", "E14")]
    public async Task MadeAnewWithAnOldName_WasNeverUsed_AndARenamedUserWas(IamIdentityKind kind)
    {
        using var world = new AccountWorld();
        IIamLastUsed lastUsed = world.Get<IIamLastUsed>();
        Task<IamLastUse?> LastUseAsync(string name) => kind == IamIdentityKind.User
            ? lastUsed.OfPasswordAsync(Call, name, None)
            : lastUsed.OfRoleAsync(Call, name, None);
        await world.MakeAsync(kind, "old");
        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(None);
        IamEntity made = (await snapshot.FindAsync(Identity(kind, "old").KeyIn(Own), None))!;
        Assert.Null(await LastUseAsync("old"));

        world.Get<LastUsedRecorder>().Record(IamEntityIds.UniqueIdOf(made)!);
        Assert.NotNull(await LastUseAsync("OLD"));
        await world.DeleteAsync(kind, "old");
        await world.MakeAsync(kind, "old");

        Assert.Null(await LastUseAsync("old"));
    }

    [Fact]
    public async Task StoreWithoutLastUses_KeepsThemInMemory()
    {
        using var world = new AccountWorld(store: new StoreBetween());
        await world.UserAsync("alice");
        string id = (await world.Keys.CreateAsync(Call, "alice", None)).Value.Key.Id;

        world.Get<LastUsedRecorder>().Record(id);
        await world.Get<LastUsedRecorder>().FlushAsync(None);

        Assert.NotNull((await world.Get<IIamLastUsed>().OfAccessKeyAsync(Call, id, None)).LastUse);
    }

    public static TheoryData<IamLastUsedOptions, string> BadOptions => new()
    {
        {
            new() { WriteInterval = TimeSpan.FromSeconds(9) },
            "LastUsed:WriteInterval is `00:00:09`: write 00:00:10 to 1.00:00:00."
        },
        { new() { PendingMax = 99 }, "LastUsed:PendingMax is `99`: write 100 to 1000000." },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void OptionOutOfRange_IsNamed(IamLastUsedOptions options, string message)
    {
        ValidateOptionsResult result = new IamLastUsedOptionsValidator().Validate(null, options);

        Assert.Equal([message], result.Failures!);
    }
}
