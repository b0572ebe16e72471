using static IamAuthorization.Policies.Reference.Truths;

namespace IamAuthorization.Policies.Reference;

/// <summary>conditions.md §7.</summary>
internal static class Conditions
{
    /// <summary>evalCondition: all tests hold; an Unknown one is false in an Allow and true in a Deny (§3.9).</summary>
    public static bool Hold(Statement statement, Context context) =>
        statement.Condition.All(test =>
        {
            Truth truth = Evaluate(test, context);
            return truth == Truth.True || (truth == Truth.Unknown && statement.IsDeny);
        });

    /// <summary>evalTest.</summary>
    public static Truth Evaluate(ConditionTest test, Context context)
    {
        ContextEntry? entry = context.Lookup(test.Key);
        bool isConflict = entry is { IsConflict: true };
        bool isAbsent = entry is null || (entry.Values.Count == 0 && !isConflict);
        bool isNull = !isAbsent && !isConflict && entry!.Values.All(value => value.Length == 0);
        ConditionOperator @operator = test.Operator;
        if (@operator.IsNull)
        {
            bool isPresent = !(isAbsent || isNull);
            return Of(test.Values.Any(value =>
                value.Text.Equals(isPresent ? "false" : "true", StringComparison.OrdinalIgnoreCase)));
        }

        if (test.Values.Count == 0)
        {
            return Of(WithoutValues(@operator, isAbsent, isNull));
        }

        if (isConflict)
        {
            return Truth.Unknown;
        }

        if (@operator.Set == "ForAllValues")
        {
            return isAbsent || isNull ? Truth.True : All3(entry!.Values.Select(Passes));
        }

        if (@operator.Set == "ForAnyValue")
        {
            return isAbsent || isNull ? Truth.False : Any3(entry!.Values.Select(Passes));
        }

        if (isAbsent)
        {
            return Of(@operator.IfExists || @operator.IsNegated);
        }

        return entry!.IsMultiple ? Truth.Unknown : Passes(entry.Values[0]);

        // pass(v)
        Truth Passes(string value)
        {
            Truth hit = Any3(test.Values.Select(wanted =>
                Match(@operator.PositiveBase, value, wanted, context)));
            return @operator.IsNegated ? Not3(hit) : hit;
        }
    }

    /// <summary>C-15.</summary>
    private static bool WithoutValues(ConditionOperator @operator, bool isAbsent, bool isNull) => @operator switch
    {
        { Set: "ForAnyValue" } => false,
        { Set: "ForAllValues" } => isAbsent || isNull,
        { IfExists: true } => isAbsent,
        _ => @operator.IsNegated,
    };

    /// <summary>match(op.positiveBase, v, p): the request's value against one value of the policy (§3).</summary>
    private static Truth Match(string @base, string value, PolicyValue wanted, Context context) =>
        @base switch
        {
            "StringEquals" => MatchText(value, wanted, context, StringComparison.Ordinal),
            "StringEqualsIgnoreCase" =>
                MatchText(value, wanted, context, StringComparison.OrdinalIgnoreCase),
            "StringLike" => MatchPattern(value, wanted, context),
            "ArnLike" => MatchArn(value, wanted, context),
            "Bool" => Of(IsBoolean(value) && value.Equals(wanted.Text, StringComparison.OrdinalIgnoreCase)),
            "BinaryEquals" => MatchBytes(value, wanted.Text),
            "IpAddress" => Addresses.Match(value, wanted.Text),
            _ when @base.StartsWith("Numeric", StringComparison.Ordinal) =>
                Compare(@base["Numeric".Length..], Numbers.Parse(value), Numbers.Parse(wanted.Text)),
            _ => Compare(@base["Date".Length..], Dates.Parse(value), Dates.Parse(wanted.Text)),
        };

    /// <summary>§3.1, C-16, C-18, C-19: the whole text; a null variable hits nothing.</summary>
    private static Truth MatchText(
        string value, PolicyValue wanted, Context context, StringComparison comparison)
    {
        IReadOnlyList<Token> tokens = wanted.Literal;
        List<Token>? resolved = Tokens.Resolve(tokens, context);
        return Tokens.HaveConflict(tokens, context)
            ? Truth.Unknown
            : Of(resolved is not null && value.Equals(Tokens.TextOf(resolved), comparison));
    }

    /// <summary>§3.1, C-20.</summary>
    private static Truth MatchPattern(string value, PolicyValue wanted, Context context)
    {
        IReadOnlyList<Token> tokens = wanted.Pattern;
        List<Token>? resolved = Tokens.Resolve(tokens, context);
        return Tokens.HaveConflict(tokens, context)
            ? Truth.Unknown
            : Of(resolved is not null && Wildcards.IsMatch(resolved, value));
    }

    /// <summary>§3.7, C-31, C-32.</summary>
    private static Truth MatchArn(string value, PolicyValue wanted, Context context)
    {
        IReadOnlyList<Token> tokens = wanted.Pattern;
        string[]? parts = ArnText.Split(value);
        IReadOnlyList<List<Token>> pattern = wanted.ArnParts;
        bool isWhole = tokens is [Token.Variable];
        bool isArn = isWhole || (pattern.Count == parts?.Length && ArnText.BeginsWithArn(pattern));
        if (Tokens.HaveConflict(tokens, context) || parts is null || !isArn)
        {
            return Truth.Unknown;
        }

        if (Tokens.Resolve(tokens, context) is not { } resolved)
        {
            return Truth.False;
        }

        if (isWhole)
        {
            string whole = Tokens.TextOf(resolved);
            return ArnText.Split(whole) is null ? Truth.Unknown : Of(value == whole);
        }

        return Of(ArnText.IsMatch([.. pattern.Select(part => Tokens.Resolve(part, context)!)], parts));
    }

    /// <summary>§3.5: byte for byte.</summary>
    private static Truth MatchBytes(string value, string wanted)
    {
        byte[]? left = Base64.Decode(value);
        byte[]? right = Base64.Decode(wanted);
        return left is null || right is null ? Truth.Unknown : Of(left.SequenceEqual(right));
    }

    /// <summary>§3.2, §3.3: request value <i>op</i> policy value.</summary>
    private static Truth Compare<T>(string relation, T? value, T? wanted)
        where T : struct, IComparable<T>
    {
        if (value is null || wanted is null)
        {
            return Truth.Unknown;
        }

        int order = value.Value.CompareTo(wanted.Value);
        return Of(relation switch
        {
            "Equals" => order == 0,
            "LessThan" => order < 0,
            "LessThanEquals" => order <= 0,
            "GreaterThan" => order > 0,
            _ => order >= 0,
        });
    }

    /// <summary>§3.4: anything else on either side is no match.</summary>
    private static bool IsBoolean(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase)
        || text.Equals("false", StringComparison.OrdinalIgnoreCase);
}
