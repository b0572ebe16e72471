namespace IamAuthorization.Authorizer;

/// <summary>Keeps denials by id. A singleton; the default keeps the latest in memory.</summary>
public interface IIamDecisionLog
{
    /// <summary>Adds a denial. Called while a request waits, so it must be quick.</summary>
    /// <param name="record">The denial.</param>
    void Add(IamDecisionRecord record);

    /// <summary>Finds a denial.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The denial, or <see langword="null"/> when there is none, or none any more.</returns>
    IamDecisionRecord? Find(string id);
}
