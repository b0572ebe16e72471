using System.Collections.Immutable;
using System.Net;
using IamAuthorization.Policies;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests.Keys;

/// <summary>
/// Makes questions in which some inputs have another value than the usual. What two questions have in common is
/// sometimes the same object, as of one request, and sometimes an equal one.
/// </summary>
internal sealed class QuestionDraw(Random random, bool isRole)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PolicyDocument AllowsAll = Allow("*");
    private static readonly PolicyDocument DeniesAll = Deny("*");

    private readonly Dictionary<string, object> _made = new(StringComparer.Ordinal);

    public static string IdOf(string name, bool isRole) =>
        (isRole ? "AROA" : "AIDA") + (name == "first" ? "FIRSTFIRSTFIRST12" : "OTHEROTHEROTHER12");

    public IamPrincipal Principal(ImmutableHashSet<string> others) => Made(
        "principal",
        others,
        [
            QuestionInput.Caller, QuestionInput.SessionName, QuestionInput.UniqueId, QuestionInput.SessionTag,
            QuestionInput.Mfa, QuestionInput.MfaAge, QuestionInput.Issued, QuestionInput.Source,
            QuestionInput.Provider, QuestionInput.SessionPolicy, QuestionInput.SessionPolicyArn,
            QuestionInput.Expiry,
        ],
        () =>
        {
            string name = Value(others, QuestionInput.Caller);
            string? id = others.Contains(QuestionInput.UniqueId)
                ? IdOf(name == "first" ? "other" : "first", isRole)
                : random.Next(2) == 0 ? IdOf(name, isRole) : null;
            return isRole
                ? IamPrincipal.RoleSession(
                    RoleArn(name), Value(others, QuestionInput.SessionName), id, Session(others, isRole))
                : IamPrincipal.User(UserArn(name), id, Session(others, isRole));
        });

    public static ActionName Action(ImmutableHashSet<string> others) =>
        ActionName.Parse(others.Contains(QuestionInput.Action) ? "orders:Refund" : "orders:GetOrder");

    public IamResource Resource(ImmutableHashSet<string> others) => Made(
        "resource",
        others,
        [QuestionInput.Resource, QuestionInput.Owner, QuestionInput.Tags],
        () => new IamResource(
            others.Contains(QuestionInput.Resource) ? Arn.Parse($"arn:aws:orders::{Home}:order/2") : Order)
        {
            OwnerAccountId = others.Contains(QuestionInput.Owner) ? Other : Home,
            Tags = Made(
                "tags",
                others,
                [QuestionInput.Tags],
                () => ImmutableDictionary<string, string>.Empty.Add("team", Value(others, QuestionInput.Tags))),
        });

    public RequestContext Context(ImmutableHashSet<string> others) => Made(
        "context",
        others,
        [
            QuestionInput.Text, QuestionInput.Number, QuestionInput.Truth, QuestionInput.Date, QuestionInput.Address,
            QuestionInput.ArnValue, QuestionInput.Texts, QuestionInput.Bytes, QuestionInput.Absence,
            QuestionInput.RequestTag,
        ],
        () => new ContextValues(Values(others).Select(
            value => KeyValuePair.Create(ConditionKey.Of(value.Key), value.Value))));

    private static IEnumerable<(string Key, ContextValue Value)> Values(ImmutableHashSet<string> others)
    {
        bool IsOther(string input) => others.Contains(input);
        yield return ("orders:Text", ContextValue.Of(Value(others, QuestionInput.Text)));
        yield return ("orders:Number", ContextValue.Of(IsOther(QuestionInput.Number) ? 2L : 1L));
        yield return ("orders:Truth", ContextValue.Of(!IsOther(QuestionInput.Truth)));
        yield return ("orders:Date", ContextValue.Of(Now.AddHours(IsOther(QuestionInput.Date) ? -2 : -1)));
        yield return (
            "aws:SourceIp",
            ContextValue.Of(IPAddress.Parse(IsOther(QuestionInput.Address) ? "192.0.2.2" : "192.0.2.1")));
        yield return (
            "orders:Arn",
            ContextValue.Of(Arn.Parse($"arn:aws:orders::{Home}:order/{(IsOther(QuestionInput.ArnValue) ? 2 : 1)}")));
        yield return (
            "orders:Texts", ContextValue.Of(IsOther(QuestionInput.Texts) ? ["first", "other"] : ["first"]));
        yield return ("orders:Bytes", ContextValue.Of([IsOther(QuestionInput.Bytes) ? (byte)2 : (byte)1]));
        yield return ("aws:RequestTag/team", ContextValue.Of(Value(others, QuestionInput.RequestTag)));
        if (IsOther(QuestionInput.Absence))
        {
            yield return ("orders:Absent", ContextValue.Of("here"));
        }
    }

    private static IamSession Session(ImmutableHashSet<string> others, bool isRole)
    {
        bool IsOther(string input) => others.Contains(input);
        return new IamSession
        {
            IssuedAt = Now.AddHours(IsOther(QuestionInput.Issued) ? -2 : -1),
            ExpiresAt = Now.AddHours(IsOther(QuestionInput.Expiry) ? 0 : 1),
            HasMultiFactorAuth = !IsOther(QuestionInput.Mfa),
            MultiFactorAuthAt = Now.AddSeconds(IsOther(QuestionInput.MfaAge) ? -61 : -60),
            SourceIdentity = Value(others, QuestionInput.Source),
            FederatedProvider = Value(others, QuestionInput.Provider),
            Tags = ImmutableDictionary<string, string>.Empty.Add("team", Value(others, QuestionInput.SessionTag)),
            Policies = isRole ? [IsOther(QuestionInput.SessionPolicy) ? DeniesAll : AllowsAll] : [],
            PolicyArns = isRole
                ? [PolicyArn(IsOther(QuestionInput.SessionPolicyArn) ? "DenyAll" : "AllowAll").ToString()]
                : [],
        };
    }

    private static string Value(ImmutableHashSet<string> others, string input) =>
        others.Contains(input) ? "other" : "first";

    private T Made<T>(string what, ImmutableHashSet<string> others, string[] inputs, Func<T> make)
        where T : class
    {
        string key = $"{what}: {string.Join(", ", inputs.Where(others.Contains))}";
        if (!_made.TryGetValue(key, out object? made) || random.Next(3) == 0)
        {
            made = make();
            _made[key] = made;
        }

        return (T)made;
    }
}
