using IamAuthorization.Accounts;
using IamAuthorization.Stores.Specification.Histories;

namespace IamAuthorization.Authorizer.Tests.Histories;

/// <summary>What the checker says of histories made by hand: a register first, then the account.</summary>
public sealed class ExplainableHistories
{
    private const AccountFlags Allowed = AccountFlags.Exists | AccountFlags.Attached | AccountFlags.PolicyAllows;

    /// <summary>Operations on a register that holds 0: who, from when to when, and `w1` or `r1`.</summary>
    public static TheoryData<string, bool> Registers => new()
    {
        { "", true },
        { "1-2 r0", true },
        { "1-2 r1", false },
        { "1-2 w1, 3-4 r1", true },
        { "1-2 w1, 3-4 r0", false },
        { "1-4 w1, 2-3 r0", true },
        { "1-4 w1, 2-3 r1", true },
        { "1-8 w1, 2-3 r1, 4-5 r0", false },
        { "1-8 w1, 2-3 r0, 4-5 r1", true },
        { "1-8 w1, 2-5 r1, 4-7 r0", true },
        { "1-2 w1, 3-8 w2, 4-5 r2, 6-7 r1", false },
        { "1-8 w1, 2-7 w2, 9-10 r1, 11-12 r1", true },
        { "1-8 w1, 2-7 w2, 9-10 r1, 11-12 r2", false },
        { "1-∞ w1, 2-3 r0, 4-5 r0", true },
        { "1-∞ w1, 2-3 r1, 4-5 r0", false },
        { "1-4 w1, 2-6 w2, 3-5 w1, 7-8 r2, 9-10 r2", true },
        { "1-2 r1, 3-4 w1", false },
        { "5-6 r1, 1-10 w1", true },
    };

    [Theory]
    [MemberData(nameof(Registers))]
    public void History_OfARegister_IsExplainedOrNot(string history, bool isExplained) =>
        Assert.Equal(isExplained, Linearizability.Holds(new Register(), Register.Read(history)));

    [Fact]
    public void SmallestPart_HoldsNoQuestion_ThatIsNotNeeded()
    {
        IReadOnlyList<Recorded<string>> history =
            Register.Read("1-2 r0, 3-4 w1, 5-6 r1, 7-8 r0, 9-10 r1, 11-12 w2, 13-14 r2");

        IReadOnlyList<Recorded<string>> smallest =
            Linearizability.Smallest(new Register(), history, operation => operation[0] == 'r');

        Assert.Equal(["w1", "r0", "w2"], smallest.Select(one => one.Operation));
    }

    [Fact]
    public void HistoryThatIsTooLong_IsRefused() => Assert.Throws<ArgumentException>(() => Linearizability.Holds(
        new Register(), Register.Read(string.Join(", ", Enumerable.Range(1, 65).Select(i => $"{i}-{i + 1} r0")))));

    /// <summary>
    /// Who may get, with the policy attached at first. Node 0 detaches it from 10 to 20, which makes revision 1.
    /// </summary>
    public static TheoryData<string, int, bool, int, int, bool, bool> Detachments => new()
    {
        { "asked after, told no", 0, false, 21, 22, false, true },
        { "asked after, told yes: a stale allow", 0, false, 21, 22, true, false },
        { "asked meanwhile, told yes", 0, false, 11, 19, true, true },
        { "asked meanwhile, told no", 0, false, 11, 19, false, true },
        { "asked before, told no", 0, false, 1, 2, false, false },
        { "asked another node after, told yes: late", 1, false, 21, 22, true, true },
        { "asked another node after its time, told yes", 1, false, 101, 102, true, false },
        { "asked another node before, told no", 1, false, 1, 2, false, false },
        { "asked another node by revision, told yes", 1, true, 21, 22, true, false },
        { "asked another node by revision, told no", 1, true, 21, 22, false, true },
    };

    [Theory]
    [MemberData(nameof(Detachments))]
    public void Question_AmidARevocation_IsAsPromisedOrNot(
        string situation, int node, bool passesRevision, int from, int until, bool isAllowed, bool isAsPromised)
    {
        Recorded<AccountOperation>[] operations =
        [
            Detached(10, 20),
            Asked(node, from, until, isAllowed) with
            {
                Operation = Asked(node, from, until, isAllowed).Operation with { PassesRevision = passesRevision },
            },
        ];

        string? violation = new AccountHistory(new AccountState(Allowed, 0), operations, 2, _ => 100).FindViolation();

        Assert.True(violation is null == isAsPromised, $"{situation}: {violation}");
    }

    [Fact]
    public void NodeThatGoesBack_IsFoundOut_ThoughEachAnswerIsAllowedLate() => Assert.NotNull(
        new AccountHistory(
            new AccountState(Allowed, 0),
            [Detached(10, 20), Asked(1, 21, 22, isAllowed: false), Asked(1, 23, 24, isAllowed: true)],
            nodesApart: 2).FindViolation());

    public static TheoryData<string, long, string?> Answers => new()
    {
        { "the revision that was made", 1, null },
        { "another revision", 2, "violation" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Commit_AnswersTheRevisionThatItMade(string answer, long revision, string? expected)
    {
        Recorded<AccountOperation> detached = Detached(10, 20);
        string? violation = new AccountHistory(
            new AccountState(Allowed, 0),
            [detached with { Operation = detached.Operation with { Revision = revision } }]).FindViolation();

        Assert.True(violation is null == expected is null, answer);
    }

    [Theory]
    [InlineData(IamErrorCodes.NoSuchEntity, false)]
    [InlineData(IamErrorCodes.ConcurrentModification, true)]
    public void RefusalThatNoStateExplains_IsFoundOut(string code, bool isExplained)
    {
        Recorded<AccountOperation> detached = Detached(10, 20);
        string? violation = new AccountHistory(
            new AccountState(Allowed, 0),
            [detached with { Operation = detached.Operation with { Code = code, Committed = null } }])
            .FindViolation();

        Assert.Equal(isExplained, violation is null);
    }

    private static Recorded<AccountOperation> Detached(long from, long until) => new(
        new AccountOperation
        {
            Number = 1,
            Verb = AccountVerb.Detach,
            Node = 0,
            User = 0,
            Revision = 1,
            Committed = 1,
        },
        from,
        until);

    private static Recorded<AccountOperation> Asked(int node, long from, long until, bool isAllowed) => new(
        new AccountOperation
        {
            Number = 2,
            Verb = AccountVerb.Check,
            Node = node,
            User = 0,
            Allowed = (isAllowed, isAllowed),
        },
        from,
        until);
}
