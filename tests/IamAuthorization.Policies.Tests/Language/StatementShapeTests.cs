using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Language;

/// <summary>Policy-language §1: shapes that mean the same, and lists that mean nothing.</summary>
public sealed class StatementShapeTests
{
    [Theory]
    [InlineData("""{"Effect": "Allow", "Action": "app:Get*", "Resource": "*"}""")]
    [InlineData("""[{"Effect": "Allow", "Action": ["app:Get*"], "Resource": ["*"]}]""")]
    [InlineData("""{"Resource": "*", "Action": "app:Get*", "Effect": "Allow", "Sid": ""}""")]
    [InlineData("""{"Sid": "Read", "Effect": "Allow", "Action": ["app:Put*", "app:Get*"], "Resource": ["a", "*"]}""")]
    public void PL03_PL07_SameStatement_OtherShape_SameDecision(string statement)
    {
        World world = World.Of(Alice)
            .Attach(PolicyKind.Managed, $$"""{"Statement": {{statement}}, "Id": "x", "Version": "2012-10-17"}""");

        Assert.True(world.Asks("app:GetDoc").IsAllowed());
        Assert.False(world.Asks("app:DropDoc").IsAllowed());
    }

    [Theory]
    [InlineData(PolicyKind.Managed, """ "Action": [], "Resource": "*" """)]
    [InlineData(PolicyKind.Managed, """ "NotAction": [], "Resource": "*" """)]
    [InlineData(PolicyKind.Managed, """ "Action": "*", "Resource": [] """)]
    [InlineData(PolicyKind.Managed, """ "Action": "*", "NotResource": [] """)]
    [InlineData(PolicyKind.Resource, """ "Action": "*", "Resource": "*", "Principal": {"AWS": []} """)]
    public void PL09_EmptyList_AnyElement_MatchesNothing(PolicyKind kind, string elements)
    {
        string allow = $$"""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", {{elements}}}]}""";
        string deny = $$"""{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", {{elements}}}]}""";
        World granted = World.Of(Alice).Identity(Statement.Allow());

        Assert.False(World.Of(Alice).Attach(kind, allow).IsAllowed());
        Assert.True(granted.Attach(kind, deny).IsAllowed());
    }

    [Fact]
    public void PL09_EmptyNotPrincipal_MatchesNothing() =>
        Assert.True(World.Of(Alice).Identity(Statement.Allow()).Attach(PolicyKind.Resource, """
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Deny", "NotPrincipal": {"AWS": []}, "Action": "*", "Resource": "*"}}
            """).IsAllowed());

    [Fact]
    public void PL16_Sid_HasNoEffect() =>
        Assert.True(World.Of(Alice)
            .Identity(Statement.Allow().Named("Deny"), Statement.Silent.Named("Denied"))
            .IsAllowed());
}
