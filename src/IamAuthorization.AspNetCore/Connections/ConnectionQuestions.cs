using System.Collections.Immutable;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// What a connection was allowed, which is what it is asked again. Kept in the items of its request, which the
/// framework takes along to a connection of long polls.
/// </summary>
internal sealed class ConnectionQuestions(IamPrincipal? principal)
{
    /// <summary>More different streams than one connection has; each is asked again with the connection.</summary>
    public const int CountMax = 256;

    private readonly Lock _adding = new();
    private ImmutableArray<IamQuestion> _items = [];

    /// <summary>Who was allowed; <see langword="null"/> until that is known.</summary>
    public IamPrincipal? Principal { get; set; } = principal;

    public ImmutableArray<IamQuestion> Items
    {
        get
        {
            lock (_adding)
            {
                return _items;
            }
        }
    }

    public static ConnectionQuestions? Find(HttpContext? http) =>
        http is not null && http.Items.TryGetValue(typeof(ConnectionQuestions), out object? found)
            ? found as ConnectionQuestions
            : null;

    public static ConnectionQuestions Of(HttpContext http, IamPrincipal principal)
    {
        ConnectionQuestions? known = Find(http);
        if (known is null)
        {
            known = new ConnectionQuestions(principal);
            http.Items[typeof(ConnectionQuestions)] = known;
        }

        return known;
    }

    /// <summary>Adds a question that was allowed.</summary>
    /// <returns>Whether it is among the questions now; false where there are too many.</returns>
    public bool TryAdd(IamQuestion question)
    {
        lock (_adding)
        {
            bool isKnown = _items.Any(known =>
                known.Action == question.Action
                && known.Resource.Arn == question.Resource.Arn
                && string.Equals(
                    known.Resource.OwnerAccountId, question.Resource.OwnerAccountId, StringComparison.Ordinal));
            bool hasRoom = _items.Length < CountMax;
            _items = isKnown || !hasRoom ? _items : _items.Add(question);
            return isKnown || hasRoom;
        }
    }
}
