using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>What must be true of every state of a store that only the rules have written to.</summary>
internal static class Invariants
{
    /// <summary>What is broken, or null.</summary>
    public static async Task<string?> BrokenAsync(AccountWorld world)
    {
        InMemoryState state = ((InMemorySnapshot)await world.Store.GetSnapshotAsync(None)).State;
        return state.Entities.Values.Select(entity => Dangling(state, entity)).FirstOrDefault(one => one is not null)
            ?? state.Entities.Values.OfType<ManagedPolicy>().Select(policy => Versions(state, policy))
                .FirstOrDefault(one => one is not null)
            ?? UniqueIds(state)
            ?? Log(state)
            ?? await CountsAsync(world, state);
    }

    private static string? Dangling(InMemoryState state, IamEntity entity) =>
        IamReference.Of(entity)
            .Where(reference => reference.Target.AccountId != "aws" && !state.Entities.ContainsKey(reference.Target))
            .Select(reference => $"{entity.Key} refers to {reference.Target}, which is gone")
            .FirstOrDefault()
        ?? (IamReference.Of(entity).Any(reference => !IsOwn(entity, reference))
            ? $"{entity.Key} refers to another account"
            : null);

    private static bool IsOwn(IamEntity entity, IamReference reference) =>
        reference.Target.AccountId == "aws" || entity is AccessKey
        || reference.Target.AccountId == entity.Key.AccountId;

    private static string? Versions(InMemoryState state, ManagedPolicy policy)
    {
        int[] numbers = [.. policy.Versions.Select(version => version.Number)];
        int[] beside =
        [
            .. Enumerable.Range(1, policy.LastVersion)
                .Where(number => state.Entities.ContainsKey(IamEntityKey.ManagedPolicyVersion(policy.Arn, number))),
        ];
        bool isRight = numbers.Contains(policy.DefaultVersion)
            && numbers.Where(number => number != policy.DefaultVersion).Order().SequenceEqual(beside)
            && numbers.Max() <= policy.LastVersion;
        return isRight
            ? null
            : $"{policy.Arn} has {string.Join(',', numbers)}, in effect {policy.DefaultVersion}, beside it "
                + string.Join(',', beside);
    }

    private static string? UniqueIds(InMemoryState state)
    {
        string[] ids = [.. state.Entities.Values.Select(IamEntityIds.UniqueIdOf).OfType<string>()];
        return ids.Distinct(StringComparer.Ordinal).Count() == ids.Length && ids.All(state.UniqueIds.ContainsKey)
            ? null
            : "unique ids are not unique";
    }

    private static string? Log(InMemoryState state)
    {
        bool isGapless = state.Log.Select(entry => entry.Revision).SequenceEqual(
            Enumerable.Range(1, (int)state.Revision).Select(number => (long)number));
        bool isNumbered = state.Log.GroupBy(entry => entry.AccountId).All(account =>
            account.Select(entry => entry.Sequence).SequenceEqual(
                Enumerable.Range(1, account.Count()).Select(number => (long)number)));
        return isGapless && isNumbered ? null : "the log is not one entry a commit";
    }

    private static async Task<string?> CountsAsync(AccountWorld world, InMemoryState state)
    {
        foreach (ManagedPolicy policy in state.Entities.Values.OfType<ManagedPolicy>())
        {
            var call = new IamCall(policy.Arn.Account.ToString());
            ManagedPolicyUse use = await world.Policies.GetAsync(call, policy.Arn, None);
            int attached = state.Entities.Values.Count(
                entity => entity is IamUser or IamGroup or IamRole
                    && PolicyHolder.Of(entity).AttachedPolicyArns.Contains(policy.Arn));
            if (use.AttachmentCount != attached)
            {
                return $"{policy.Arn} is attached to {attached}, not {use.AttachmentCount}";
            }
        }

        return null;
    }
}
