using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Every rule of users, groups, roles and policies: what is done last is refused so.</summary>
public sealed class RefusalsInTheWordsOfTheApi
{
    private static readonly IamIdentity Alice = IamIdentity.User("alice");

    private static readonly string LongName = new('n', 65);

    private static readonly Dictionary<string, (string Code, string? Message, Func<AccountWorld, Task> Act)> Cases =
        new(StringComparer.Ordinal)
        {
            ["get a user who is not there"] = (Codes.NoSuchEntity, "The user with name bob cannot be found.",
                world => world.Users.GetAsync(Call, "bob", None)),
            ["get a group that is not there"] = (Codes.NoSuchEntity, "The group with name ops cannot be found.",
                world => world.Groups.GetAsync(Call, "ops", None)),
            ["get a role that is not there"] = (Codes.NoSuchEntity, "The role with name Support cannot be found.",
                world => world.Roles.GetAsync(Call, "Support", None)),
            ["get a policy that is not there"] = (Codes.NoSuchEntity, "Policy ARN was not found.",
                world => world.Policies.GetAsync(Call, PolicyArn("read"), None)),
            ["get an inline policy that is not there"] =
                (Codes.NoSuchEntity, "The user policy with name P cannot be found.",
                world => world.Identities.GetInlineAsync(Call, Alice, "P", None)),
            ["an inline policy's name in another case"] =
                (Codes.NoSuchEntity, "The user policy with name READ cannot be found.", async world =>
                {
                    await world.Identities.PutInlineAsync(Call, Alice, "read", Documents.AllowAll, None);
                    await world.Identities.DeleteInlineAsync(Call, Alice, "READ", None);
                }
            ),
            ["attach a policy that is not there"] =
                (Codes.NoSuchEntity, "Policy ARN does not exist or is not attachable.",
                world => world.Identities.AttachAsync(Call, Alice, PolicyArn("read"), None)),
            ["attach a policy by another path"] =
                (Codes.NoSuchEntity, "Policy ARN does not exist or is not attachable.", async world =>
                {
                    await world.PolicyAsync("read");
                    await world.Identities.AttachAsync(Call, Alice, PolicyArn("team/read"), None);
                }
            ),
            ["detach a policy that is not attached"] = (Codes.NoSuchEntity, "Policy ARN was not found.",
                async world => await world.Identities.DetachAsync(
                    Call, Alice, (await world.PolicyAsync("read")).Arn, None)),
            ["a boundary that is not there"] =
                (Codes.NoSuchEntity, "Policy ARN does not exist or is not attachable.",
                world => world.Identities.SetBoundaryAsync(Call, Alice, PolicyArn("cap"), None)),
            ["a boundary of a group"] = (Codes.InvalidInput, "A group cannot have a permissions boundary.",
                async world =>
                {
                    await world.GroupAsync("ops");
                    Arn cap = (await world.PolicyAsync("cap")).Arn;
                    await world.Identities.SetBoundaryAsync(Call, IamIdentity.Group("ops"), cap, None);
                }
            ),
            ["a version that is not there"] =
                (Codes.NoSuchEntity, "Policy ARN version v9 does not exist or is not attachable.",
                async world => await world.Policies.SetDefaultVersionAsync(
                    Call, (await world.PolicyAsync("read")).Arn, "v9", None)),
            ["a version id of wrong form"] = (Codes.ValidationError, null,
                async world => await world.Policies.GetVersionAsync(
                    Call, (await world.PolicyAsync("read")).Arn, "9", None)),
            ["delete the version in effect"] = (Codes.DeleteConflict, "Cannot delete the default version of a policy.",
                async world => await world.Policies.DeleteVersionAsync(
                    Call, (await world.PolicyAsync("read")).Arn, "v1", None)),
            ["an access key that is not there"] =
                (Codes.NoSuchEntity, "The Access Key with id AKIAX cannot be found",
                world => world.Keys.DeleteAsync(Call, "alice", "AKIAX", None)),
            ["an access key of another user"] =
                (Codes.NoSuchEntity, $"The Access Key with id {KeyId(3)} cannot be found", async world =>
                {
                    await world.UserAsync("bob");
                    await world.Keys.CreateAsync(Call, "bob", None);
                    await world.Keys.DeleteAsync(Call, "alice", KeyId(3), None);
                }
            ),
            ["a member who is not there"] = (Codes.NoSuchEntity, "The user with name bob cannot be found.",
                async world =>
                {
                    await world.GroupAsync("ops");
                    await world.Groups.RemoveMemberAsync(Call, "ops", "bob", None);
                }
            ),
            ["a user's name that is taken, in any case"] =
                (Codes.EntityAlreadyExists, "User with name ALICE already exists.",
                world => world.UserAsync("ALICE")),
            ["rename to a name that is taken"] =
                (Codes.EntityAlreadyExists, "User with name Alice already exists.", async world =>
                {
                    await world.UserAsync("bob");
                    await world.Users.UpdateAsync(Call, "bob", "Alice", null, None);
                }
            ),
            ["a group's name that is taken, by another path"] =
                (Codes.EntityAlreadyExists, "Group with name OPS already exists.", async world =>
                {
                    await world.GroupAsync("ops");
                    await world.Groups.CreateAsync(Call, "OPS", "/team/", None);
                }
            ),
            ["a role's name that is taken"] =
                (Codes.EntityAlreadyExists, "Role with name support already exists.", async world =>
                {
                    await world.RoleAsync("Support");
                    await world.RoleAsync("support");
                }
            ),
            ["a policy's name that is taken"] =
                (Codes.EntityAlreadyExists, "A policy called READ already exists. Duplicate names are not allowed.",
                async world =>
                {
                    await world.PolicyAsync("read");
                    await world.PolicyAsync("READ");
                }
            ),
            ["a name of other characters"] =
                (Codes.ValidationError,
                "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the "
                    + "following: +=,.@_-",
                world => world.UserAsync("alice bob")),
            ["a name too long"] =
                (Codes.ValidationError,
                $"1 validation error detected: Value '{LongName}' at 'userName' failed to satisfy constraint: Member "
                    + "must have length less than or equal to 64",
                world => world.UserAsync(LongName)),
            ["a path without its slash"] =
                (Codes.ValidationError,
                "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
                    + "characters and/or / characters.",
                world => world.Groups.CreateAsync(Call, "ops", "/team", None)),
            ["a session shorter than an hour"] =
                (Codes.ValidationError,
                "1 validation error detected: Value '3599' at 'maxSessionDuration' failed to satisfy constraint: "
                    + "Member must have value greater than or equal to 3600",
                async world =>
                {
                    await world.RoleAsync("Support");
                    await world.Roles.UpdateAsync(Call, "Support", null, TimeSpan.FromSeconds(3599), None);
                }
            ),
            ["a page of nothing"] =
                (Codes.ValidationError,
                "1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have "
                    + "value greater than or equal to 1",
                world => world.Users.ListAsync(Call, new IamPageQuery { CountMax = 0 }, None)),
            ["a tag twice"] =
                (Codes.InvalidInput,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                world => world.Users.TagAsync(Call, "alice", [new("team", "a"), new("Team", "b")], None)),
            ["a tag of the system"] =
                (Codes.InvalidInput, "aws: prefixed tag key names are not allowed for external use.",
                world => world.Users.TagAsync(Call, "alice", [new("aws:team", "a")], None)),
            ["a document that is no JSON"] = (Codes.MalformedPolicyDocument, "Syntax errors in policy.",
                world => world.Identities.PutInlineAsync(Call, Alice, "p", "{", None)),
            ["a trust policy that is no JSON"] =
                (Codes.MalformedPolicyDocument, "This policy contains invalid Json",
                world => world.RoleAsync("Support", "{")),
            ["a managed policy of the old version"] =
                (Codes.MalformedPolicyDocument, "Policy document must be version 2012-10-17 or greater.",
                world => world.Policies.CreateAsync(
                    Call,
                    new NewManagedPolicy
                    {
                        Name = "old",
                        Document = Documents.AllowAll.Replace("2012", "2008", StringComparison.Ordinal),
                    },
                    None)),
            ["a principal who is not there"] =
                (Codes.MalformedPolicyDocument,
                $"Invalid principal in policy: \"AWS\":\"arn:aws:iam::{Own}:user/bob\"",
                world => world.RoleAsync("Support", TrustOf($"arn:aws:iam::{Own}:user/bob"))),
            ["change a built-in policy"] =
                (Codes.AccessDenied,
                "The policy arn:aws:iam::aws:policy/ReadOnlyAccess is built in and cannot be changed.",
                world => world.Policies.DeleteAsync(Call, PolicyArn("ReadOnlyAccess", "aws"), None)),
            ["an account that is not there"] =
                (Codes.NoSuchEntity, "The account with id 999999999999 cannot be found.",
                world => world.UserAsync("bob", new IamCall("999999999999"))),
        };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Rule_WhenBroken_IsRefusedWithItsCodeAndMessage(string name)
    {
        (string code, string? message, Func<AccountWorld, Task> act) = Cases[name];
        using var world = new AccountWorld();
        await world.UserAsync("alice");

        await RefusedAsync(code, message, () => act(world));

        Assert.Equal((int)(await world.Store.GetSnapshotAsync(None)).Revision, (await world.LogAsync()).Count);
    }

    [Fact]
    public async Task ServiceLinkedRole_WhateverIsWritten_IsUnmodifiable()
    {
        using var world = new AccountWorld();
        IamRole role = await world.RoleAsync("Linked");
        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(None);
        await world.Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = Own,
                Action = "iam:CreateServiceLinkedRole",
                Puts = [role with { LinkedService = "reports.example" }],
            },
            None);
        var identity = IamIdentity.Role("Linked");
        Arn policy = (await world.PolicyAsync("read")).Arn;
        Func<Task>[] writes =
        [
            () => world.Roles.UpdateAsync(Call, "Linked", "x", null, None),
            () => world.Roles.UpdateTrustPolicyAsync(Call, "Linked", Trust, None),
            () => world.Roles.TagAsync(Call, "Linked", [new("a", "b")], None),
            () => world.Roles.UntagAsync(Call, "Linked", ["a"], None),
            () => world.Roles.DeleteAsync(Call, "Linked", None),
            () => world.Identities.AttachAsync(Call, identity, policy, None),
            () => world.Identities.DetachAsync(Call, identity, policy, None),
            () => world.Identities.PutInlineAsync(Call, identity, "p", Documents.AllowAll, None),
            () => world.Identities.DeleteInlineAsync(Call, identity, "p", None),
            () => world.Identities.SetBoundaryAsync(Call, identity, policy, None),
            () => world.Identities.RemoveBoundaryAsync(Call, identity, None),
        ];

        foreach (Func<Task> write in writes)
        {
            await RefusedAsync(
                Codes.UnmodifiableEntity,
                "Cannot perform the operation on the protected role 'Linked' - this role is only modifiable by "
                    + "reports.example",
                write);
        }
    }
}
