using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>The matrix of <c>DeleteConflict</c>: what is left of whom, and that deleting works without it.</summary>
public sealed class WhatKeepsFromDeleting
{
    private const string Policies = "Cannot delete entity, must detach all policies first.";
    private const string Inline = "Cannot delete entity, must delete policies first.";
    private const string Members = "Cannot delete entity, must remove users from group first.";
    private const string Keys = "Cannot delete entity, must delete access keys first.";

    private static readonly Arn BuiltIn = PolicyArn("ReadOnlyAccess", "aws");

    public static TheoryData<IamIdentityKind, string, string> Left => new()
    {
        { IamIdentityKind.User, "attached", Policies },
        { IamIdentityKind.User, "built-in", Policies },
        { IamIdentityKind.User, "inline", Inline },
        { IamIdentityKind.User, "membership", Members },
        { IamIdentityKind.User, "key", Keys },
        { IamIdentityKind.User, "inactive key", Keys },
        { IamIdentityKind.Group, "attached", Policies },
        { IamIdentityKind.Group, "inline", Inline },
        { IamIdentityKind.Group, "membership", Members },
        { IamIdentityKind.Role, "attached", Policies },
        { IamIdentityKind.Role, "built-in", Policies },
        { IamIdentityKind.Role, "inline", Inline },
    };

    [Theory]
    [MemberData(nameof(Left))]
    public async Task Identity_WithSomethingLeft_StaysUntilThatIsGone(IamIdentityKind kind, string left, string message)
    {
        using var world = new AccountWorld();
        await world.MakeAsync(kind, "x");
        Func<Task> remove = await AddAsync(world, Identity(kind, "x"), left);

        await RefusedAsync(IamErrorCodes.DeleteConflict, message, () => world.DeleteAsync(kind, "X"));
        await remove();
        await world.DeleteAsync(kind, "X");

        await Assert.ThrowsAsync<IamException>(() => world.DeleteAsync(kind, "x"));
    }

    [Theory]
    [InlineData(IamIdentityKind.User)]
    [InlineData(IamIdentityKind.Role)]
    public async Task Boundary_DoesNotKeepItsHolder_ButItsHolderKeepsThePolicy(IamIdentityKind kind)
    {
        using var world = new AccountWorld();
        Arn cap = (await world.PolicyAsync("cap")).Arn;
        await world.MakeAsync(kind, "x");
        await world.Identities.SetBoundaryAsync(Call, Identity(kind, "x"), cap, None);

        await RefusedAsync(
            IamErrorCodes.DeleteConflict,
            "Cannot delete a policy attached to entities.",
            () => world.Policies.DeleteAsync(Call, cap, None));
        await world.DeleteAsync(kind, "x");
        await world.Policies.DeleteAsync(Call, cap, None);
    }

    [Theory]
    [InlineData(IamIdentityKind.User)]
    [InlineData(IamIdentityKind.Group)]
    [InlineData(IamIdentityKind.Role)]
    public async Task AttachedPolicy_StaysUntilItIsDetached(IamIdentityKind kind)
    {
        using var world = new AccountWorld();
        Arn policy = (await world.PolicyAsync("read")).Arn;
        await world.MakeAsync(kind, "x");
        await world.Identities.AttachAsync(Call, Identity(kind, "x"), policy, None);

        await RefusedAsync(
            IamErrorCodes.DeleteConflict,
            "Cannot delete a policy attached to entities.",
            () => world.Policies.DeleteAsync(Call, policy, None));
        await world.Identities.DetachAsync(Call, Identity(kind, "x"), policy, None);
        await world.Policies.DeleteAsync(Call, policy, None);
    }

    [Fact]
    public async Task PL72_PolicyWithOtherVersions_StaysUntilTheyAreGone()
    {
        using var world = new AccountWorld();
        Arn policy = (await world.PolicyAsync("read")).Arn;
        await world.Policies.CreateVersionAsync(Call, policy, Documents.AllowAll, isDefault: true, None);

        await RefusedAsync(
            IamErrorCodes.DeleteConflict,
            "This policy has more than one version. Before you delete a policy, you must delete the policy's "
                + "versions. The default version is deleted with the policy.",
            () => world.Policies.DeleteAsync(Call, policy, None));
        await world.Policies.DeleteVersionAsync(Call, policy, "v1", None);
        await world.Policies.DeleteAsync(Call, policy, None);

        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(None);
        Assert.Equal(0, await snapshot.CountAsync(IamEntityKind.ManagedPolicyVersion, Own, None));
    }

    private static async Task<Func<Task>> AddAsync(AccountWorld world, IamIdentity identity, string left)
    {
        switch (left)
        {
            case "attached" or "built-in":
                Arn policy = left == "built-in" ? BuiltIn : (await world.PolicyAsync("read")).Arn;
                await world.Identities.AttachAsync(Call, identity, policy, None);
                return () => world.Identities.DetachAsync(Call, identity, policy, None);
            case "inline":
                await world.Identities.PutInlineAsync(Call, identity, "p", Documents.AllowAll, None);
                return () => world.Identities.DeleteInlineAsync(Call, identity, "p", None);
            case "membership":
                bool isUser = identity.Kind == IamIdentityKind.User;
                (string group, string user) = isUser ? ("other", identity.Name) : (identity.Name, "other");
                await world.MakeAsync(isUser ? IamIdentityKind.Group : IamIdentityKind.User, "other");
                await world.Groups.AddMemberAsync(Call, group, user, None);
                return () => world.Groups.RemoveMemberAsync(Call, group, user, None);
            default:
                string id = (await world.Keys.CreateAsync(Call, identity.Name, None)).Value.Key.Id;
                await world.Keys.SetActiveAsync(Call, identity.Name, id, left == "key", None);
                return () => world.Keys.DeleteAsync(Call, identity.Name, id, None);
        }
    }
}
