namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>All that bears on the decisions of a history, and the revision that has it.</summary>
public readonly record struct AccountState(AccountFlags Flags, long Revision)
{
    public const int Users = 2;

    private const int FlagsPerUser = 5;

    public bool Has(AccountFlags flag) => (Flags & flag) != AccountFlags.None;

    /// <summary>A flag of the first user as that of another.</summary>
    public static AccountFlags Of(int user, AccountFlags flag) => (AccountFlags)((int)flag << (user * FlagsPerUser));

    /// <summary>What the policies say, written down once more.</summary>
    public (bool Get, bool List) Allows(int user)
    {
        AccountState state = this;
        bool Has(AccountFlags flag) => state.Has(Of(user, flag));
        bool isBarred = !Has(AccountFlags.Exists) || Has(AccountFlags.Denied) || state.Has(AccountFlags.ResourceDenies);
        bool byPolicy = Has(AccountFlags.Attached) && state.Has(AccountFlags.PolicyAllows);
        bool byGroup = Has(AccountFlags.Member) && state.Has(AccountFlags.GroupAllows);
        return (!isBarred && byPolicy, !isBarred && !Has(AccountFlags.Bounded) && (byPolicy || byGroup));
    }
}
