using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Two writers at once: what one has changed the other must not overwrite, nor leave dangling.</summary>
public sealed class WritersAtOnce
{
    [Fact]
    public async Task SameThing_ChangedByTwo_OneWins_TheOtherGetsConcurrentModification()
    {
        var store = new StoreBetween();
        using var world = new AccountWorld(store: store);
        await world.UserAsync("alice");
        store.Once(() => world.Users.TagAsync(Call, "alice", [new("first", "")], None));

        await RefusedAsync(
            IamErrorCodes.ConcurrentModification,
            message: null,
            () => world.Users.TagAsync(Call, "alice", [new("second", "")], None));

        Assert.Equal([new IamTag("first", "")], (await world.Users.GetAsync(Call, "alice", None)).Tags);
    }

    [Fact]
    public async Task SameName_MadeByTwo_OneWins()
    {
        var store = new StoreBetween();
        using var world = new AccountWorld(store: store);
        store.Once(() => world.UserAsync("Alice"));

        await RefusedAsync(IamErrorCodes.ConcurrentModification, message: null, () => world.UserAsync("alice"));
        Assert.Equal("Alice", (await world.Users.GetAsync(Call, "alice", None)).Name);
    }

    public static TheoryData<string> Deletions => ["policy", "boundary", "group", "user with a new key"];

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task WhatIsReferredTo_DeletedMeanwhile_IsDecidedAnew_AndNothingDangles(string what)
    {
        var store = new StoreBetween();
        using var world = new AccountWorld(store: store);
        await world.UserAsync("alice");
        await world.GroupAsync("ops");
        Arn policy = (await world.PolicyAsync("read")).Arn;
        (Func<Task> delete, Func<Task> refer) = what switch
        {
            "policy" => (
                (Func<Task>)(() => world.Policies.DeleteAsync(Call, policy, None)),
                (Func<Task>)(() => world.Identities.AttachAsync(Call, IamIdentity.User("alice"), policy, None))),
            "boundary" => (
                () => world.Policies.DeleteAsync(Call, policy, None),
                () => world.Users.CreateAsync(
                    Call, new NewIamUser { Name = "bob", PermissionsBoundaryArn = policy }, None)),
            "group" => (
                () => world.Groups.DeleteAsync(Call, "ops", None),
                () => world.Groups.AddMemberAsync(Call, "ops", "alice", None)),
            _ => (
                () => world.Users.DeleteAsync(Call, "alice", None),
                () => world.Keys.CreateAsync(Call, "alice", None)),
        };

        store.Once(delete);
        await RefusedAsync(IamErrorCodes.NoSuchEntity, message: null, refer);
    }

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task Deletion_OfWhatIsReferredToMeanwhile_GetsConcurrentModification(string what)
    {
        var store = new StoreBetween();
        using var world = new AccountWorld(store: store);
        await world.UserAsync("alice");
        await world.GroupAsync("ops");
        Arn policy = (await world.PolicyAsync("read")).Arn;
        (Func<Task> delete, Func<Task> refer) = what switch
        {
            "policy" => (
                (Func<Task>)(() => world.Policies.DeleteAsync(Call, policy, None)),
                (Func<Task>)(() => world.Identities.AttachAsync(Call, IamIdentity.User("alice"), policy, None))),
            "boundary" => (
                () => world.Policies.DeleteAsync(Call, policy, None),
                () => world.Identities.SetBoundaryAsync(Call, IamIdentity.User("alice"), policy, None)),
            "group" => (
                () => world.Groups.DeleteAsync(Call, "ops", None),
                () => world.Groups.AddMemberAsync(Call, "ops", "alice", None)),
            _ => (
                () => world.Users.DeleteAsync(Call, "alice", None),
                () => world.Keys.CreateAsync(Call, "alice", None)),
        };

        store.Once(refer);
        await RefusedAsync(IamErrorCodes.ConcurrentModification, message: null, delete);
    }

    [Fact]
    public async Task ManyWhoAttachOnePolicy_AllSucceed()
    {
        using var world = new AccountWorld();
        Arn policy = (await world.PolicyAsync("read")).Arn;
        for (int number = 0; number < 20; number++)
        {
            await world.UserAsync($"u{number}");
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() =>
            world.Identities.AttachAsync(Call, IamIdentity.User($"u{number}"), policy, None))));

        Assert.Equal(20, (await world.Policies.GetAsync(Call, policy, None)).AttachmentCount);
    }

    [Fact]
    public async Task ManyWhoTakeTheLastPlaces_GetNoMoreThanThereAre()
    {
        using var world = new AccountWorld(quotas => (quotas.UsersMax, quotas.AccessKeysPerUserMax) = (8, 2));
        await world.UserAsync("alice");

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
        {
            await Record.ExceptionAsync(() => world.UserAsync($"u{number}"));
            await Record.ExceptionAsync(() => world.Keys.CreateAsync(Call, "alice", None));
        })));

        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(None);
        Assert.Equal(8, await snapshot.CountAsync(IamEntityKind.User, Own, None));
        Assert.Equal(2, (await world.Keys.ListAsync(Call, "alice", None)).Count);
    }

    [Fact]
    public async Task SomebodyWhoIsAlwaysInTheWay_IsGivenUpOn()
    {
        var store = new StoreBetween();
        using var world = new AccountWorld(store: store);
        await world.UserAsync("alice");
        Arn policy = (await world.PolicyAsync("read")).Arn;
        int count = 0;
        store.Always(() => world.Policies.TagAsync(Call, policy, [new("n", $"{count++}")], None));

        await RefusedAsync(
            IamErrorCodes.ConcurrentModification,
            message: null,
            () => world.Identities.AttachAsync(Call, IamIdentity.User("alice"), policy, None));
        Assert.Equal(AccountBooks.AttemptsMax, count);
    }
}
