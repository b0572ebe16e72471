using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Sts §4.10: one event a call, few-valued counts, and nothing in them that is worth stealing.</summary>
public sealed class AuditOfSessions
{
    private const string PolicyCanary = "canary-policy-77";
    private const string ExternalIdCanary = "canary-external-55";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event4000_NamesSessionCallerAndFacts(bool hasMore)
    {
        await using World world = Shop();
        IamPrincipal caller = Alice(hasMore ? new IamSession { HasMultiFactorAuth = true } : null);

        await world.SessionAsync(caller, Request() with
        {
            ExternalId = hasMore ? ExternalIdCanary : null,
            SourceIdentity = hasMore ? "alice" : null,
        });

        FakeLogRecord record = Assert.Single(world.Logs.GetSnapshot());
        Assert.Equal((4000, "RoleAssumed", LogLevel.Information), (record.Id.Id, record.Id.Name, record.Level));
        Assert.Equal($"arn:aws:sts::{Home}:assumed-role/Agent/ticket-1", record.GetStructuredStateValue("Session"));
        Assert.Equal(UserArn("alice").ToString(), record.GetStructuredStateValue("Caller"));
        Assert.Equal(hasMore ? "alice" : null, record.GetStructuredStateValue("SourceIdentity"));
        Assert.Equal(hasMore.ToString(), record.GetStructuredStateValue("HasExternalId"));
        Assert.Equal(hasMore.ToString(), record.GetStructuredStateValue("HasMfa"));
    }

    [Fact]
    public async Task Event4001_NamesCallerRoleAndError()
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request("Payroll"));

        FakeLogRecord record = Assert.Single(world.Logs.GetSnapshot(), record => record.Id.Id == 4001);
        Assert.Equal(("RoleRefused", LogLevel.Information), (record.Id.Name, record.Level));
        Assert.Equal(UserArn("alice").ToString(), record.GetStructuredStateValue("Caller"));
        Assert.Equal(RoleArn("Payroll").ToString(), record.GetStructuredStateValue("Role"));
        Assert.Equal("ticket-1", record.GetStructuredStateValue("SessionName"));
        Assert.Equal("AccessDenied", record.GetStructuredStateValue("Code"));
        Assert.Equal(error.Message, record.GetStructuredStateValue("Problem"));
    }

    [Fact]
    public async Task Event4003_TellsOperatorsWhatTheCallerIsNotTold()
    {
        var store = new InMemoryIamStore(
            [new IamAccount(Home), User("alice"), Role("Agent", Trust(UserArn("alice").ToString()))]);
        await using var world = new World { Front = new StoreWithoutPolicies(store) };

        SecurityTokenError error = await world.ErrorAsync(
            Alice(), Request() with { PolicyArns = [PolicyArn("ReadOnly").ToString()] });

        FakeLogRecord record = Assert.Single(world.Logs.GetSnapshot(), record => record.Id.Id == 4003);
        Assert.Equal(("SessionNotIssued", LogLevel.Error), (record.Id.Name, record.Level));
        Assert.IsType<IOException>(record.Exception!.InnerException);
        Assert.Equal("AccessDenied", error.Code);
        Assert.EndsWith($"sts:AssumeRole on resource: {RoleArn("Agent")}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event4002_NamesWhoWasRevokedAndWhen()
    {
        await using World world = Shop();

        await world.RevokeAsync(RoleArn("Agent"));

        FakeLogRecord record = Assert.Single(world.Logs.GetSnapshot());
        Assert.Equal((4002, "SessionsRevoked", LogLevel.Warning), (record.Id.Id, record.Id.Name, record.Level));
        Assert.Equal(RoleArn("Agent").ToString(), record.GetStructuredStateValue("Principal"));
        Assert.Contains("2026-03-01T12:00:00", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_HoldNoTokenPolicyOrExternalId()
    {
        await using World world = Shop();
        AssumeRoleRequest request = Request() with
        {
            ExternalId = ExternalIdCanary,
            Policy = $$"""{"Version":"2012-10-17","Statement":[{{Statement("Allow", $"{PolicyCanary}:Get")}}]}""",
        };

        await world.SessionAsync(Alice(), request);
        await world.ErrorAsync(Alice(), request with { RoleArn = RoleArn("Payroll").ToString() });
        await world.ErrorAsync(Alice(), request with { ExternalId = $"{ExternalIdCanary} " });
        await world.RevokeAsync(RoleArn("Agent"));

        string all = string.Join('\n', world.Logs.GetSnapshot().Select(record =>
            $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"));
        Assert.DoesNotContain("canary", all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Threat", "L1")]
    public async Task L1_TextFromOutside_CannotForgeALine()
    {
        await using World world = Shop();

        await world.ErrorAsync(
            Alice(), Request() with { RoleArn = "arn:\r\n4000 forged \u202E", RoleSessionName = "a\nb" });

        FakeLogRecord record = Assert.Single(world.Logs.GetSnapshot());
        Assert.DoesNotContain(record.Message, character => char.IsControl(character) || character == '\u202E');
    }

    [Fact]
    public async Task Counter_TellsOutcomesApartAndNothingElse()
    {
        await using World world = Shop();
        using MetricCollector<long> sessions = world.Sessions();

        await world.SessionAsync(Alice(), Request());
        await world.ErrorAsync(Alice(), Request("Payroll"));
        await world.ErrorAsync(Alice(), Request() with { Duration = TimeSpan.Zero });

        Assert.Equal(
            [("iam.outcome", "issued"), ("iam.outcome", "AccessDenied"), ("iam.outcome", "ValidationError")],
            sessions.GetMeasurementSnapshot().Select(measured =>
                (Assert.Single(measured.Tags).Key, Assert.Single(measured.Tags).Value)));
    }

    private static World Shop() => new(User("alice"), Role("Agent", Trust(UserArn("alice").ToString())));
}
