using System.Text.Json;
using IamAuthorization.Policies.Tests.Evaluation;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>
/// Looks at one condition from outside: an unknown one is false in an Allow and true in a Deny, so asking both tells
/// all three values apart.
/// </summary>
internal static class Condition
{
    public const string Key = "app:key";

    public static Answer Of(string @operator, string[] values, ContextValue given) =>
        OfJson(@operator, JsonSerializer.Serialize(values), given);

    public static Answer Of(string @operator, string value, ContextValue given) => Of(@operator, [value], given);

    public static Answer Of(string @operator, string value, string given) =>
        Of(@operator, [value], ContextValue.Of(given));

    public static Answer OfJson(string @operator, string valuesJson, ContextValue given, string key = Key)
    {
        World world = given.IsSupplied ? World.Of(Names.Alice).With(key, given) : World.Of(Names.Alice);
        return Of(world, statement => statement.WhenJson(@operator, key, valuesJson));
    }

    public static Answer Of(World world, Func<Statement, Statement> condition)
    {
        bool inAllow = world.Identity(condition(Statement.Allow())).IsAllowed();
        bool inDeny = !world.Identity(Statement.Allow(), condition(Statement.Deny())).IsAllowed();
        return (inAllow, inDeny) switch
        {
            (true, true) => Answer.True,
            (false, false) => Answer.False,
            (false, true) => Answer.Unknown,
            _ => throw new InvalidOperationException("True in an Allow and false in a Deny: no truth value is that."),
        };
    }

    public static ContextValue Many(params string[] values) => ContextValue.Of(values.AsEnumerable());

    public static ContextValue One(string value) => ContextValue.Of(value);
}
