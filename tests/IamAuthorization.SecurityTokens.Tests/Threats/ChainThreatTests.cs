using System.Collections.Immutable;
using CsCheck;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests.Threats;

/// <summary>
/// A7: chains of up to five roles, each link asked for at random, beside a model of what the chain has fixed.
/// </summary>
[Trait("Threat", "A7")]
public sealed class ChainThreatTests
{
    private const int LinksMax = 5;
    private const int CountDefault = 300;

    private static readonly string[] Keys = ["team", "TEAM", "Cost", "cost", "case", "owner"];
    private static readonly string[] RoleKeys = ["owner", "team"];

    private static readonly Gen<Link> AnyLink =
        from seconds in Gen.OneOf<int?>(null, 900, 3_599, 3_600, 3_601, 7_200, 43_200)
        from tags in Gen.Select(Gen.OneOf(Keys), Gen.OneOf("a", "b", "")).Array[0, 3]
        from passedOn in Gen.Bool.Array[3]
        from identity in Gen.OneOf<string?>(null, null, "alice", "Alice", "bob")
        from minutes in Gen.Int[0, 70]
        select new Link(
            seconds,
            [.. tags.Select(tag => new IamTag(tag.Item1, tag.Item2))],
            [.. tags.Where((_, index) => passedOn[index]).Select(tag => tag.Item1)],
            identity,
            minutes);

    [Fact]
    public Task Chain_NeverOutgrowsWhatWasFixedInIt() => Fuzz.HoldsAsync(
        AnyLink.Array[1, LinksMax], CountDefault, HoldAsync);

    private static async Task HoldAsync(Link[] links)
    {
        await using World world = NewWorld();
        IamPrincipal caller = Alice();
        var chain = new Model();
        for (int number = 0; number < links.Length; number++)
        {
            Link link = links[number];
            world.Clock.Advance(TimeSpan.FromMinutes(link.MinutesLater));
            string? expected = chain.ErrorOf(link, world.Clock.GetUtcNow());

            AssumeRoleResult result = await world.AssumeAsync(caller, link.RequestFor($"Role{number}"));

            Assert.Equal(expected, result.Error?.Code);
            if (!result.IsAssumed)
            {
                continue;
            }

            IamSession session = result.Session.Principal.Session!;
            chain = chain.After(link, world.Clock.GetUtcNow());
            Assert.Equal(chain.ExpiresAt, session.ExpiresAt);
            Assert.Equal(chain.SourceIdentity, session.SourceIdentity);
            Assert.Equal(
                chain.Transitive.OrderBy(tag => tag.Key, StringComparer.Ordinal),
                session.TransitiveTagKeys
                    .Select(key => KeyValuePair.Create(key, session.Tags[key]))
                    .OrderBy(tag => tag.Key, StringComparer.Ordinal));
            Assert.Equal(
                chain.TagsOver("own").OrderBy(tag => tag.Key, StringComparer.Ordinal),
                session.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
            caller = result.Session.Principal;
        }
    }

    private static World NewWorld() => new(
    [
        User("alice", Home, "sts:*"),
        .. Enumerable.Range(0, LinksMax).Select(number => Role($"Role{number}", Trust(Home)) with
        {
            Tags = [new("owner", "own"), new("team", "own")],
            InlinePolicies = Inline("sts:*"),
        }),
    ]);

    /// <summary>One call of AssumeRole.</summary>
    private sealed record Link(
        int? Seconds,
        ImmutableArray<IamTag> Tags,
        ImmutableArray<string> TransitiveKeys,
        string? SourceIdentity,
        int MinutesLater)
    {
        public AssumeRoleRequest RequestFor(string role) => Request(role) with
        {
            Duration = Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Tags = Tags,
            TransitiveTagKeys = TransitiveKeys,
            SourceIdentity = SourceIdentity,
        };

        public override string ToString() =>
            $"{Seconds} s, tags {string.Join(' ', Tags)}, passed on {string.Join(' ', TransitiveKeys)}, "
            + $"by {SourceIdentity}, {MinutesLater} min later";
    }

    /// <summary>What a chain has fixed so far, told from the specification alone.</summary>
    private sealed record Model
    {
        public bool IsChained { get; private init; }

        public DateTimeOffset? ExpiresAt { get; private init; }

        public string? SourceIdentity { get; private init; }

        public ImmutableList<KeyValuePair<string, string>> Transitive { get; private init; } = [];

        private ImmutableList<KeyValuePair<string, string>> Passed { get; init; } = [];

        public string? ErrorOf(Link link, DateTimeOffset now)
        {
            string[] keys = [.. link.Tags.Select(tag => tag.Key.ToUpperInvariant())];
            if (keys.Distinct().Count() < keys.Length || Transitive.Exists(tag => keys.Contains(Upper(tag))))
            {
                return "InvalidParameterValue";
            }

            bool isChanged = SourceIdentity is not null
                && link.SourceIdentity is not null
                && SourceIdentity != link.SourceIdentity;
            if (ExpiresAt <= now || isChanged)
            {
                return "AccessDenied";
            }

            return IsChained && link.Seconds > 3_600 ? "ValidationError" : null;
        }

        public Model After(Link link, DateTimeOffset now) => new()
        {
            IsChained = true,
            ExpiresAt = now.AddSeconds(link.Seconds ?? 3_600),
            SourceIdentity = SourceIdentity ?? link.SourceIdentity,
            Passed = [.. link.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))],
            Transitive = Transitive.AddRange(
                link.Tags
                    .Where(tag => link.TransitiveKeys.Contains(tag.Key))
                    .Select(tag => KeyValuePair.Create(tag.Key, tag.Value))),
        };

        public IEnumerable<KeyValuePair<string, string>> TagsOver(string roleTag)
        {
            KeyValuePair<string, string>[] set = [.. Transitive.Concat(Passed).Distinct()];
            return set.Concat(
                RoleKeys
                    .Where(key => !set.Any(tag => tag.Key.Equals(key, StringComparison.OrdinalIgnoreCase)))
                    .Select(key => KeyValuePair.Create(key, roleTag)));
        }

        private static string Upper(KeyValuePair<string, string> tag) => tag.Key.ToUpperInvariant();
    }
}
