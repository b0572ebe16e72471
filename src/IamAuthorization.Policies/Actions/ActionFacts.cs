using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// What the engine asks of a concrete action, worked out once when the action is read: endpoints do that at start-up.
/// </summary>
internal sealed class ActionFacts
{
    private static readonly string[] TrustActionNames =
    [
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "TagSession",
        "SetSourceIdentity",
        "SetContext",
    ];

    public ActionFacts(string text, int colon)
    {
        Text = text;
        Length = text.Length;
        Colon = colon;
        Hash = string.GetHashCode(text, StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> service = text.AsSpan(0, colon);
        ReadOnlySpan<char> name = text.AsSpan(colon + 1);
        Service = ServiceNumber.Of(service);
        ServiceBit = ServiceNumber.BitOf(Service);
        Key = ActionKey.Of(name);
        IsTrustAction = Ascii.EqualsIgnoreCase(service, "sts") && IsOneOf(name, TrustActionNames);
        TakesFederatedIdentity = IsTrustAction && !Ascii.EqualsIgnoreCase(name, TrustActionNames[0]);
    }

    /// <summary>The whole action as it was written.</summary>
    public string Text { get; }

    /// <summary>The number of its characters.</summary>
    public int Length { get; }

    /// <summary>The place of the colon.</summary>
    public int Colon { get; }

    /// <summary>A hash that does not depend on case, and differs from process to process.</summary>
    public int Hash { get; }

    /// <summary>The beginning of the name; see <see cref="ActionKey"/>.</summary>
    public ulong Key { get; }

    /// <summary>The service; see <see cref="ServiceNumber"/>.</summary>
    public ushort Service { get; }

    /// <summary>The service's bit among the services that a policy names.</summary>
    public ulong ServiceBit { get; }

    /// <summary>Whether it is one of the actions that the trust policy of a role governs.</summary>
    public bool IsTrustAction { get; }

    /// <summary>
    /// Whether an identity provider can be the principal: so with those trust actions that come with its token, which
    /// <c>sts:AssumeRole</c> does not.
    /// </summary>
    public bool TakesFederatedIdentity { get; }

    /// <summary>Whether both are one action.</summary>
    public bool IsSame(ActionFacts other) => Hash == other.Hash && Ascii.EqualsIgnoreCase(Text, other.Text);

    private static bool IsOneOf(ReadOnlySpan<char> name, string[] names)
    {
        foreach (string candidate in names)
        {
            if (Ascii.EqualsIgnoreCase(name, candidate))
            {
                return true;
            }
        }

        return false;
    }
}
