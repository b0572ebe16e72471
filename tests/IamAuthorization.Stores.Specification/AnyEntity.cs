using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Stores.Specification;

/// <summary>
/// Random entities of every kind. Members are found by reflection, so that one which is added later takes part in
/// every test made of these; a member of a type that is not known here fails them.
/// </summary>
/// <param name="random">Draws the values.</param>
/// <param name="isWhole">Whether no member is null, empty, zero or false.</param>
public sealed class AnyEntity(Random random, bool isWhole = false)
{
    private const string Account = "111122223333";

    private static readonly MethodInfo ListMaker =
        typeof(AnyEntity).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private int _depth;
    private string? _list;

    /// <summary>All types of entity.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(IamEntity).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(IamEntity)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>The members of a type that can be given a value.</summary>
    public static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    /// <summary>An entity of any type.</summary>
    public IamEntity Next() => Next(Types[random.Next(Types.Count)]);

    /// <summary>An entity of a type.</summary>
    public IamEntity Next(Type type) => (IamEntity)Make(type);

    private object Make(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        object made = constructor.Invoke(
            [.. constructor.GetParameters().Select(given => Value(type, given.Name!, given.ParameterType))]);
        foreach (PropertyInfo member in Members(type))
        {
            member.SetValue(made, Value(type, member.Name, member.PropertyType));
        }

        return made;
    }

    private object? Value(Type owner, string member, Type type)
    {
        Type? inNullable = Nullable.GetUnderlyingType(type);
        bool mayBeNull = inNullable is not null || IsOptional(owner, member);
        return mayBeNull && !isWhole && random.Next(2) == 0 ? null : Some(owner, member, inNullable ?? type);
    }

    private object Some(Type owner, string member, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            return List(owner, member, type.GetGenericArguments()[0]);
        }

        return type switch
        {
            _ when type == typeof(string) => Text(member),
            _ when type == typeof(bool) => isWhole || random.Next(2) == 0,
            _ when type == typeof(int) => isWhole ? random.Next(2, 1_000) : random.Next(-1, 3),
            _ when type == typeof(long) => isWhole ? long.MaxValue - random.Next() : random.NextInt64(),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(random.Next(3_601, 43_200)),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(1L << 55)),
            _ when type == typeof(Arn) => AnyArn(owner, member),
            _ when type == typeof(PolicyDocument) => Document(KindOf(owner, member)),
            _ when type.Namespace == typeof(IamEntity).Namespace && type.IsClass => Make(type),
            _ => throw new InvalidOperationException($"{owner.Name}.{member}: teach {nameof(AnyEntity)} {type}."),
        };
    }

    private static bool IsOptional(Type owner, string member) =>
        owner.GetProperty(member) is { } property
        && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private object List(Type owner, string member, Type item)
    {
        bool isDeep = _depth > 2;
        int count = isDeep ? 0 : random.Next(isWhole ? 1 : 0, 4);
        _list = member;
        _depth++;
        object[] items = [.. Enumerable.Range(0, count).Select(_ => Some(owner, member, item))];
        _depth--;
        return ListMaker.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static ValueList<T> ListOf<T>(IEnumerable items) => [.. items.Cast<T>()];

    private string Text(string member) => member switch
    {
        "AccountId" or "ManagementAccountId" => Account,
        "Id" or "UserName" or "UniqueId" or "Alias" => $"{member}{random.Next(1_000)}",
        _ => $"{member}{random.Next(1_000)}{Foreign()}",
    };

    /// <summary>Any characters there are, but for halves of pairs.</summary>
    private string Foreign()
    {
        var text = new StringBuilder();
        for (int i = random.Next(4); i > 0; i--)
        {
            int value = random.Next(3) == 0 ? random.Next(0x11_0000) : random.Next(0x80);
            text.Append(Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar);
        }

        return text.ToString();
    }

    private Arn AnyArn(Type owner, string member)
    {
        string resource = (owner.Name, member) switch
        {
            (nameof(IamUser), "Arn") => "user/",
            (nameof(IamGroup), "Arn") => "group/",
            (nameof(IamRole), "Arn") => "role/",
            (nameof(MfaDevice), _) => "mfa/",
            (nameof(OidcProvider), _) => "oidc-provider/",
            (nameof(SamlProvider), _) => "saml-provider/",
            (nameof(SessionRevocation), _) => "role/",
            _ => "policy/",
        };
        string path = random.Next(2) == 0 ? string.Empty : "app/";
        return Arn.Parse(string.Create(
            CultureInfo.InvariantCulture, $"arn:aws:iam::{Account}:{resource}{path}Name{random.Next(1_000)}"));
    }

    private PolicyDocument Document(PolicyKind kind)
    {
        string sid = string.Create(CultureInfo.InvariantCulture, $"S{random.Next(1_000)}");
        string principal = kind switch
        {
            PolicyKind.RoleTrust => """ "Principal": {"AWS":"*"}, """,
            PolicyKind.Resource or PolicyKind.ResourceControl => """ "Principal": "*", """,
            _ => string.Empty,
        };
        string action = kind == PolicyKind.RoleTrust
            ? "\"sts:AssumeRole\""
            : "\"orders:Get\",\t\"Resource\": \"*\"";
        return Sample.Document(
            $$"""
            {"Version":"2012-10-17",
             "Statement" : {"Sid":"{{sid}}","Effect":"Deny",{{principal}} "Action": {{action}} } }
            """,
            kind);
    }

    private PolicyKind KindOf(Type owner, string member) => (owner.Name, member, _list) switch
    {
        (nameof(IamRole), "TrustPolicy", _) => PolicyKind.RoleTrust,
        (nameof(ResourcePolicy), _, _) => PolicyKind.Resource,
        (nameof(NamedPolicy), _, "ServiceControlPolicies") => PolicyKind.ServiceControl,
        (nameof(NamedPolicy), _, "ResourceControlPolicies") => PolicyKind.ResourceControl,
        (nameof(NamedPolicy), _, _) => PolicyKind.InlineUser,
        _ => PolicyKind.Managed,
    };
}
