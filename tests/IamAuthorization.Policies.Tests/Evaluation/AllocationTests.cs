using System.Net;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>A decision allocates nothing on the thread that takes it, whatever its policies ask.</summary>
public sealed class AllocationTests
{
    private const int Warm = 2_000;
    private const int Measured = 1_000;
    private const string Home = $"arn:aws:app::{Here}:home/";

    private static readonly World Question = World.Of(Names.Session)
        .On(Home + "red/plan")
        .With("aws:SourceIp", ContextValue.Of(IPAddress.Parse("203.0.113.7")))
        .With("aws:CurrentTime", ContextValue.Of(new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero)))
        .With("aws:PrincipalTag/team", "red")
        .With("aws:ResourceTag/team", "red")
        .With("app:size", ContextValue.Of(7L))
        .With("app:price", "12.50")
        .With("app:when", "2026-05-04T10:20:30Z")
        .With("app:from", "203.0.113.9")
        .With("aws:SecureTransport", true)
        .WithMany("aws:TagKeys", "team", "owner");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FortyStatementsWithConditions_Decide_AllocatesNothing(bool isAllowed)
    {
        World world = isAllowed ? Question.Identity([.. Forty(), Matching()]) : Question.Identity([.. Forty()]);

        Assert.Equal(isAllowed, world.IsAllowed());
        Assert.Equal(0, AllocatedBy(world));
    }

    [Fact]
    public void AllSetsPresent_Decide_AllocatesNothing()
    {
        World world = Question
            .Identity([.. Forty(), Matching()])
            .Boundary(Allow())
            .SessionPolicy(Allow())
            .ResourcePolicy(Allow().For(There), Allow("app:Get*").For(Here), Deny().ForAllBut(SessionArn, RoleArn, Here))
            .Scp(Allow())
            .Scp(Allow(), Deny("iam:*"))
            .Rcp(Deny().ForEveryone().When("Bool", "aws:SecureTransport", "false"));

        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Decide().Outcome);
        Assert.Equal(0, AllocatedBy(world));
    }

    private static long AllocatedBy(World world)
    {
        AuthorizationRequest request = world.Request();
        ApplicablePolicies policies = world.Policies();
        int allowed = 0;
        for (int round = 0; round < Warm; round++)
        {
            allowed += IamEvaluator.Decide(request, policies).IsAllowed ? 1 : 0;
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Measured; round++)
        {
            allowed += IamEvaluator.Decide(request, policies).IsAllowed ? 1 : 0;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allowed is 0 or (Warm + Measured));
        return allocated;
    }

    private static Statement Matching() => Allow("app:Get*", Home + "${aws:PrincipalTag/team}/*")
        .When("StringEquals", "aws:ResourceTag/team", "${aws:PrincipalTag/team}")
        .When("IpAddress", "aws:SourceIp", "203.0.113.0/24")
        .When("DateLessThan", "aws:CurrentTime", "2030-01-01")
        .When("NumericLessThan", "app:size", "10")
        .When("Bool", "aws:SecureTransport", "true")
        .When("ArnLike", "aws:PrincipalArn", RoleArn)
        .When("ForAllValues:StringLike", "aws:TagKeys", "te*", "own?r");

    private static IEnumerable<Statement> Forty()
    {
        Statement[] kinds =
        [
            Allow("app:Get*").When("StringEquals", "app:absent", "x"),
            Allow("app:Get*").When("StringLike", "aws:PrincipalTag/team", "*blue*", "${aws:username}"),
            Allow("app:Get*").When("NumericGreaterThan", "app:price", "13"),
            Allow("app:Get*").When("DateGreaterThan", "app:when", "2030-01-01"),
            Deny("app:Get*").When("NotIpAddress", "app:from", "203.0.113.0/24", "2001:db8::/32"),
            Deny("app:Get*").When("StringNotEquals", "aws:ResourceTag/team", "${aws:PrincipalTag/team, 'none'}"),
            Deny("app:Get*").When("ForAnyValue:StringEqualsIgnoreCase", "aws:TagKeys", "SECRET"),
            Deny().NotAction("app:*", "iam:Get?"),
            Allow("app:*").When("ArnEquals", "aws:PrincipalArn", $"arn:aws:iam::{Here}:role/other-*"),
            Deny("app:*", Home + "blue/*").When("Null", "app:size", "false"),
        ];

        return Enumerable.Range(0, 40).Select(number => kinds[number % kinds.Length]);
    }
}
