using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Documents;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>The smallest cases of what fuzzing found.</summary>
public sealed class DocumentRegressions
{
    [Theory]
    [InlineData("StringEquals", Answer.False)]
    [InlineData("StringNotEquals", Answer.True)]
    [InlineData("StringEqualsIfExists", Answer.True)]
    public void C05_StoredKeyOfNoCharacters_Decided_IsAbsent(string @operator, Answer answer) =>
        Assert.Equal(answer, Condition.OfJson(@operator, "\"\"", ContextValue.NotSupplied, key: ""));

    [Fact]
    public void EntriesOfResource_NoneCoversAnother_CostMemoryInProportionToTheirNumber()
    {
        long few = AllocatedFor(20);
        long many = AllocatedFor(100);

        Assert.True(many < 7 * few, $"{few} bytes for 20 entries grew to {many} for 100.");
    }

    [Theory]
    [InlineData("s\n1")]
    [InlineData("\0")]
    public void NameThatMakesNoArn_OfASession_IsRefusedAsArgument(string name) =>
        Assert.Throws<ArgumentException>("sessionName", () => IamPrincipal.RoleSession(Arn.Parse(RoleArn), name));

    [Fact]
    public void EmptyPartition_OfARoot_IsRefusedAsArgument() =>
        Assert.Throws<ArgumentException>("accountId", () => IamPrincipal.Root(Here, partition: ""));

    private static long AllocatedFor(int entries)
    {
        string text = PolicyText.WithResource(
            $"[{string.Join(',', Enumerable.Range(0, entries).Select(number => $"'arn:aws:s3:::b{number}-*/x'"))}]");
        return Allocation.LeastOf(() => PolicyReader.Read(text, PolicyKind.Managed));
    }
}
