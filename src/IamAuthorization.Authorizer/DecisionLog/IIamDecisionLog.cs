namespace IamAuthorization.Authorizer;

/// <summary>Keeps denials by id. A singleton; the default keeps the latest in memory.</summary>
public interface IIamDecisionLog
{
    /// <summary>
    /// Adds a denial. A log of the app's own is called for one denial after the other, soon after each was made; no
    /// request waits. What it throws loses that denial; while it blocks, up to 1,000 denials wait and more are lost.
    /// </summary>
    /// <param name="record">The denial.</param>
    void Add(IamDecisionRecord record);

    /// <summary>Finds a denial.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The denial, or <see langword="null"/> when there is none, or none any more.</returns>
    IamDecisionRecord? Find(string id);
}
