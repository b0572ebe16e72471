using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Gives denials of the scope their ids. Denials of <see cref="IIamAuthorizer.AuthorizeAsync"/> are in the log
/// already; those of <see cref="IIamAuthorizer.AuthorizeManyAsync"/>, which asks what is possible, only once they are
/// recorded here.
/// </summary>
public interface IIamDecisionRecorder
{
    /// <summary>The record of a denial. The same denial has the same record, however often this is called.</summary>
    /// <param name="denial">A denial of this scope, or one made without the authorizer.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">The decision is no denial.</exception>
    IamDecisionRecord Record(in IamDecision denial);
}
