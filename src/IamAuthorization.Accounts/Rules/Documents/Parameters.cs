using System.Globalization;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Constraints of parameters, refused in the words of the API before anything is read.</summary>
internal static class Parameters
{
    public static void CheckName(IamIdentityKind kind, string name) => CheckName(
        kind switch
        {
            IamIdentityKind.User => IamNameKind.User,
            IamIdentityKind.Group => IamNameKind.Group,
            _ => IamNameKind.Role,
        },
        name);

    public static void CheckName(IamNameKind kind, string name)
    {
        string member = MemberOf(kind);
        CheckLength(member, name, 1, IamRules.NameLengthMaxOf(kind));
        if (IamRules.ProblemOfName(kind, name) is not null)
        {
            throw new IamException(
                IamErrorCodes.ValidationError,
                $"The specified value for {member} is invalid. It must contain only alphanumeric characters and/or the "
                    + "following: +=,.@_-");
        }
    }

    public static void CheckPath(IamNameKind kind, string path)
    {
        CheckLength("path", path, 1, IamRules.PathLengthMax);
        if (IamRules.ProblemOfPath(kind, path) is not null)
        {
            throw new IamException(
                IamErrorCodes.ValidationError,
                "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric "
                    + "characters and/or / characters.");
        }
    }

    public static void CheckDescription(string? description)
    {
        if (description is null)
        {
            return;
        }

        CheckLength("description", description, 0, IamRules.DescriptionLengthMax);
        if (IamRules.HasControlCharacters(description))
        {
            throw IamErrors.Constraint(
                "description",
                @"Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*");
        }
    }

    public static void CheckTags(ValueList<IamTag> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        for (int index = 0; index < tags.Count; index++)
        {
            IamTag tag = tags[index];
            string member = string.Create(CultureInfo.InvariantCulture, $"tags.{index + 1}.member");
            CheckLength($"{member}.key", tag.Key, 1, IamRules.TagKeyLengthMax);
            CheckLength($"{member}.value", tag.Value, 0, IamRules.TagValueLengthMax);
            if (IamRules.IsReservedTag(tag))
            {
                throw IamErrors.Invalid("aws: prefixed tag key names are not allowed for external use.");
            }

            if (IamRules.ProblemOfTag(tag) is not null)
            {
                throw IamErrors.Constraint(
                    member, @"Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+");
            }
        }

        if (tags.DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Count() != tags.Count)
        {
            throw IamErrors.Invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        }
    }

    public static void Check(IamPageQuery page)
    {
        ArgumentNullException.ThrowIfNull(page);
        CheckRange("maxItems", page.CountMax, 1, IamPageQuery.CountMaxHigh);
        CheckLength("pathPrefix", page.PathPrefix, 1, IamRules.PathLengthMax);
    }

    public static void CheckSessionDuration(TimeSpan duration) => CheckRange(
        "maxSessionDuration",
        (long)duration.TotalSeconds,
        (long)IamRole.SessionDurationMaxLow.TotalSeconds,
        (long)IamRole.SessionDurationMaxHigh.TotalSeconds);

    public static void CheckRange(string member, long value, long min, long max)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        if (value < min)
        {
            throw IamErrors.Constraint(member, $"Member must have value greater than or equal to {min}", text);
        }

        if (value > max)
        {
            throw IamErrors.Constraint(member, $"Member must have value less than or equal to {max}", text);
        }
    }

    public static void CheckLength(string member, string value, int min, int max)
    {
        if (value is null)
        {
            throw IamErrors.Constraint(member, "Member must not be null");
        }

        if (value.Length < min)
        {
            throw IamErrors.Constraint(member, $"Member must have length greater than or equal to {min}", value);
        }

        if (value.Length > max)
        {
            throw IamErrors.Constraint(member, $"Member must have length less than or equal to {max}", value);
        }
    }

    /// <summary>An ARN with this name and path, which may be too long, or name what an ARN cannot.</summary>
    public static Arn ArnOf(Func<string, string, string, string, Arn> make, string partition, IamCall call,
        string name, string path)
    {
        try
        {
            return make(partition, call.AccountId, name, path);
        }
        catch (FormatException)
        {
            throw new IamException(IamErrorCodes.ValidationError, "The specified value for path is invalid.");
        }
    }

    private static string MemberOf(IamNameKind kind) => kind switch
    {
        IamNameKind.User => "userName",
        IamNameKind.Group => "groupName",
        IamNameKind.Role => "roleName",
        _ => "policyName",
    };
}
