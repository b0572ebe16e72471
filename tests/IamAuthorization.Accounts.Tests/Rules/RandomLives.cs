using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>
/// Random sequences of operations over few names, so that they meet. After each step everything that is referred to
/// exists, counts are right, ids are unique, and the log has one entry a commit.
/// </summary>
[Trait("Property", "Accounts")]
public sealed class RandomLives
{
    private const int StepCount = 120;

    private static readonly string[] Names = ["a", "A", "b", "c"];

    [Fact]
    public async Task WhateverIsDone_NothingDangles()
    {
        (int count, int seed) = Fuzz.CountAndSeed(ordinary: 25);
        for (int life = 0; life < count; life++)
        {
            var random = new Random(unchecked((seed * 31) + life));
            using var world = new AccountWorld(quotas =>
                (quotas.GroupsPerUserMax, quotas.PoliciesPerUserMax, quotas.VersionsPerPolicyMax) = (2, 2, 3));
            for (int step = 0; step < StepCount; step++)
            {
                long before = (await world.Store.GetSnapshotAsync(None)).Revision;
                Exception? fault = await Record.ExceptionAsync(() => StepAsync(world, random));
                string place = $"life {life} of IAM_FUZZ_SEED={seed}, step {step}";
                Assert.True(fault is null or IamException, $"{place}: {fault}");
                long after = (await world.Store.GetSnapshotAsync(None)).Revision;
                Assert.True(after - before <= (fault is null ? 1 : 0), $"{place}: {before} became {after}");
                string? broken = await Invariants.BrokenAsync(world);
                Assert.True(broken is null, $"{place}: {broken}");
            }
        }
    }

    private static Task StepAsync(AccountWorld world, Random random)
    {
        IamCall call = random.Next(5) == 0 ? OtherCall : Call;
        string name = Pick(random);
        string other = Pick(random);
        var identity = new IamIdentity((IamIdentityKind)random.Next(3), name);
        Arn policy = random.Next(4) == 0
            ? PolicyArn("ReadOnlyAccess", "aws")
            : PolicyArn(other, random.Next(8) == 0 ? Other : call.AccountId);
        string version = $"v{random.Next(1, 6)}";
        return random.Next(25) switch
        {
            0 => world.UserAsync(name, call),
            1 => world.GroupAsync(name, call),
            2 => world.RoleAsync(name, TrustOf($"arn:aws:iam::{Own}:user/{other}"), call),
            3 => world.RoleAsync(name, call: call),
            4 or 5 => world.PolicyAsync(name, call),
            6 => world.Users.DeleteAsync(call, name, None),
            7 => world.Groups.DeleteAsync(call, name, None),
            8 => world.Roles.DeleteAsync(call, name, None),
            9 => world.Policies.DeleteAsync(call, policy, None),
            10 => world.Users.UpdateAsync(call, name, other, random.Next(2) == 0 ? "/p/" : null, None),
            11 => world.Groups.UpdateAsync(call, name, other, null, None),
            12 => world.Groups.AddMemberAsync(call, name, other, None),
            13 => world.Groups.RemoveMemberAsync(call, name, other, None),
            14 or 15 => world.Identities.AttachAsync(call, identity, policy, None),
            16 => world.Identities.DetachAsync(call, identity, policy, None),
            17 => world.Identities.SetBoundaryAsync(call, identity, policy, None),
            18 => world.Identities.RemoveBoundaryAsync(call, identity, None),
            19 => world.Keys.CreateAsync(call, random.Next(9) == 0 ? null : name, None),
            20 => DeleteKeyAsync(world, call, name),
            21 => world.Policies.CreateVersionAsync(call, policy, Documents.AllowAll, random.Next(2) == 0, None),
            22 => world.Policies.SetDefaultVersionAsync(call, policy, version, None),
            23 => world.Policies.DeleteVersionAsync(call, policy, version, None),
            _ => world.Users.CopyPermissionsAsync(call, name, other, None),
        };
    }

    private static async Task DeleteKeyAsync(AccountWorld world, IamCall call, string name)
    {
        if (await world.Keys.ListAsync(call, name, None) is [var key, ..])
        {
            await world.Keys.DeleteAsync(call, name, key.Id, None);
        }
    }

    private static string Pick(Random random) => Names[random.Next(Names.Length)];
}
