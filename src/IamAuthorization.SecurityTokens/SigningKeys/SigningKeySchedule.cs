namespace IamAuthorization.SecurityTokens;

/// <summary>When keys change. Pure: the same keys and time have the same answer on every node.</summary>
internal static class SigningKeySchedule
{
    /// <summary>The longest <see cref="IamSecurityTokenOptions.SigningKeyLead"/>.</summary>
    public static readonly TimeSpan LeadMax = TimeSpan.FromHours(24);

    /// <summary>From when on a key that must be made now will sign; null when none is due.</summary>
    public static DateTimeOffset? NextOf(SigningKeySet keys, IamSecurityTokenOptions options, DateTimeOffset now)
    {
        if (keys.ActiveAt(now) is not { } active)
        {
            return now;
        }

        // WHY: a key that a node with a wrong clock made for next year is no successor.
        bool hasSuccessor = keys.Keys.Any(key => key.ActivatesAt > now && key.ActivatesAt <= now + LeadMax);
        bool isDue = now - active.ActivatesAt >= options.SigningKeyLifetime - options.SigningKeyLead;
        return isDue && !hasSuccessor ? now + options.SigningKeyLead : null;
    }

    /// <summary>The instant as stores and records of sessions keep it.</summary>
    public static DateTimeOffset WholeMilliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
