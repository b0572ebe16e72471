using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>An account whose operations come one after the other, each commit making the next revision.</summary>
public sealed class AccountModel(AccountState initial) : ISequentialModel<AccountState, AccountOperation>
{
    public AccountState Initial => initial;

    public bool TryStep(AccountState state, AccountOperation operation, out AccountState next)
    {
        next = state;
        if (operation.IsCheck)
        {
            return operation.Allowed == state.Allows(operation.User);
        }

        (AccountFlags flags, string? code) = Apply(state.Flags, operation.Verb, operation.User);
        if (operation.Committed is not { } made)
        {
            return IsRefusedRightly(operation.Code, code)
                || (operation.Code is null && code is null && flags == state.Flags
                    && operation.Revision == state.Revision);
        }

        next = new AccountState(flags, state.Revision + 1);
        return code is null && flags != state.Flags && made == next.Revision && operation.Revision == made;
    }

    /// <summary>Two at once is a refusal in any state: whoever was first has succeeded.</summary>
    private static bool IsRefusedRightly(string? answered, string? expected) =>
        answered is not null
        && (string.Equals(answered, expected, StringComparison.Ordinal)
            || string.Equals(answered, IamErrorCodes.ConcurrentModification, StringComparison.Ordinal));

    private static (AccountFlags Flags, string? Code) Apply(
        AccountFlags flags, AccountVerb verb, int user) => verb switch
        {
            AccountVerb.AllowInPolicy => (flags | AccountFlags.PolicyAllows, null),
            AccountVerb.EmptyPolicy => (flags & ~AccountFlags.PolicyAllows, null),
            AccountVerb.AttachToGroup => (flags | AccountFlags.GroupAllows, null),
            AccountVerb.DetachFromGroup => Take(flags, AccountFlags.GroupAllows),
            AccountVerb.DenyOnResource => (flags | AccountFlags.ResourceDenies, null),
            AccountVerb.ClearResource => Take(flags, AccountFlags.ResourceDenies),
            AccountVerb.CreateUser => Create(flags, AccountState.Of(user, AccountFlags.Exists)),
            _ when (flags & AccountState.Of(user, AccountFlags.Exists)) == AccountFlags.None =>
                (flags, IamErrorCodes.NoSuchEntity),
            AccountVerb.DeleteUser => Delete(flags, user),
            AccountVerb.Attach => (flags | AccountState.Of(user, AccountFlags.Attached), null),
            AccountVerb.Detach => Take(flags, AccountState.Of(user, AccountFlags.Attached)),
            AccountVerb.PutDeny => (flags | AccountState.Of(user, AccountFlags.Denied), null),
            AccountVerb.DeleteDeny => Take(flags, AccountState.Of(user, AccountFlags.Denied)),
            AccountVerb.AddToGroup => (flags | AccountState.Of(user, AccountFlags.Member), null),
            AccountVerb.RemoveFromGroup => (flags & ~AccountState.Of(user, AccountFlags.Member), null),
            AccountVerb.SetBoundary => (flags | AccountState.Of(user, AccountFlags.Bounded), null),
            AccountVerb.RemoveBoundary => (flags & ~AccountState.Of(user, AccountFlags.Bounded), null),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "There is no such change."),
        };

    private static (AccountFlags Flags, string? Code) Take(AccountFlags flags, AccountFlags flag) =>
        (flags & flag) == AccountFlags.None ? (flags, IamErrorCodes.NoSuchEntity) : (flags & ~flag, null);

    private static (AccountFlags Flags, string? Code) Create(AccountFlags flags, AccountFlags exists) =>
        (flags & exists) != AccountFlags.None ? (flags, IamErrorCodes.EntityAlreadyExists) : (flags | exists, null);

    private static (AccountFlags Flags, string? Code) Delete(AccountFlags flags, int user)
    {
        AccountFlags left = AccountState.Of(
            user, AccountFlags.Attached | AccountFlags.Denied | AccountFlags.Member);
        AccountFlags gone = AccountState.Of(user, AccountFlags.Exists | AccountFlags.Bounded);
        return (flags & left) != AccountFlags.None ? (flags, IamErrorCodes.DeleteConflict) : (flags & ~gone, null);
    }
}
