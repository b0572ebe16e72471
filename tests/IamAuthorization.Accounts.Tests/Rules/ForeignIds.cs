using System.Collections;
using System.Reflection;
using System.Text;
using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>
/// M4: every operation there is, called with ids of another account, answers what it answers when that account has
/// nothing, and changes nothing there. The operations are found by reflection, so that none can be forgotten.
/// </summary>
[Trait("Threat", "M4")]
public sealed class ForeignIds
{
    private const int IdsFromHere = 1_000;

    public static TheoryData<string> Operations =>
    [
        .. Methods().Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct(StringComparer.Ordinal),
    ];

    [Fact]
    public void Services_AreFound() => Assert.InRange(Methods().Count(), 50, 500);

    [Fact]
    public async Task ForeignValues_AreThere_ForTheirOwnAccount()
    {
        using var world = await WorldAsync(isVictimThere: true);

        await world.Keys.DeleteAsync(OtherCall, "victim", KeyId(ForeignArguments.VictimKey), None);
        await world.Keys.DeleteAsync(Call, "own", KeyId(ForeignArguments.OwnKey), None);
        await RefusedAsync(
            IamErrorCodes.AccessDenied,
            "Only the management account of an organization may do that.",
            () => world.Organizations.CreateAsync(Call, None));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_WithIdsOfAnotherAccount_CannotTellThemFromNothing(string operation)
    {
        MethodInfo method = Methods().Single(one => $"{one.DeclaringType!.Name}.{one.Name}" == operation);
        int calls = 0;
        foreach (object?[] arguments in ArgumentsOf(method.GetParameters()))
        {
            using var full = await WorldAsync(isVictimThere: true);
            using var empty = await WorldAsync(isVictimThere: false);
            string[] before = await EntitiesAsync(full, Other);

            string seen = await OutcomeAsync(full, method, arguments);

            Assert.Equal(await OutcomeAsync(empty, method, arguments), seen);
            Assert.Equal(before, await EntitiesAsync(full, Other));
            Assert.Equal(await EntitiesAsync(empty, Own), await EntitiesAsync(full, Own));
            calls++;
        }

        Assert.True(calls > 0, "Nothing was called.");
    }

    private static IEnumerable<MethodInfo> Methods() => typeof(IIamUsers).Assembly.GetExportedTypes()
        .Where(type => type.IsInterface)
        .SelectMany(type => type.GetMethods())
        .Where(method => !IsOrganizationMade(method))
        .Where(method => method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(IamCall));

    /// <summary>There is one organization at most: an account that may not see it can still not make another.</summary>
    private static bool IsOrganizationMade(MethodInfo method) =>
        method.DeclaringType == typeof(IIamOrganizations) && method.Name == nameof(IIamOrganizations.CreateAsync);

    /// <summary>All choices of own and foreign values; where there is nothing to choose, the one call.</summary>
    private static IEnumerable<object?[]> ArgumentsOf(ParameterInfo[] parameters)
    {
        IEnumerable<object?[]> all = [[]];
        foreach (ParameterInfo parameter in parameters)
        {
            object?[] values = ForeignArguments.Of(parameter);
            all = [.. all.SelectMany(before => values.Select(value => before.Append(value).ToArray()))];
        }

        return all;
    }

    private static async Task<AccountWorld> WorldAsync(bool isVictimThere)
    {
        var world = new AccountWorld();
        await ForeignArguments.FillAsync(world, Call, "own");
        if (isVictimThere)
        {
            await ForeignArguments.FillAsync(world, OtherCall, "victim");
            await world.Organizations.CreateAsync(OtherCall, None);
        }

        ((IdsInOrder)world.Get<IUniqueIds>()).GoOnAt(IdsFromHere);
        return world;
    }

    private static async Task<string> OutcomeAsync(AccountWorld world, MethodInfo method, object?[] arguments)
    {
        try
        {
            object service = typeof(AccountWorld).GetMethod(nameof(AccountWorld.Get))!
                .MakeGenericMethod(method.DeclaringType!).Invoke(world, [])!;
            var task = (Task)method.Invoke(service, arguments)!;
            await task;
            return Shown(task.GetType().GetProperty("Result")!.GetValue(task));
        }
        catch (Exception fault) when ((fault as IamException ?? fault.InnerException) is IamException refused)
        {
            return $"{refused.Code}: {refused.Message}";
        }
    }

    /// <summary>What a caller sees but for revisions, which count the commits of all accounts.</summary>
    private static string Shown(object? value) => value switch
    {
        null => "null",
        long => "revision",
        string or Arn or int or bool or Enum or DateTimeOffset => value.ToString()!,
        byte[] bytes => Convert.ToHexString(bytes),
        IamEntity entity => EntityJson.WriteWithoutSecrets(entity),
        PolicyDocument document => PolicyWriter.Write(document),
        IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Shown))}]",
        _ => value.GetType().GetProperties().Aggregate(
            new StringBuilder(),
            (text, member) => text.Append(member.Name).Append('=').Append(Shown(member.GetValue(value))).Append(';'),
            text => text.ToString()),
    };

    private static async Task<string[]> EntitiesAsync(AccountWorld world, string accountId)
    {
        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(None);
        return
        [
            .. ((InMemorySnapshot)snapshot).State.Entities.Values
                .Where(entity => AccountOf(entity) == accountId)
                .Select(EntityJson.WriteWithoutSecrets)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string AccountOf(IamEntity entity) => entity switch
    {
        AccessKey key => key.AccountId,
        AccountAlias alias => alias.AccountId,
        ResourcePolicy policy => policy.ResourceArn.Account.ToString(),
        _ => entity.Key.AccountId,
    };
}
