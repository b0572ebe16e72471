using System.Globalization;
using IamAuthorization.Stores.Specification.Histories;

namespace IamAuthorization.Authorizer.Tests.Histories;

/// <summary>A number that is written (<c>w1</c>) and read (<c>r1</c>); 0 at first.</summary>
internal sealed class Register : ISequentialModel<int, string>
{
    public int Initial => 0;

    /// <summary>A history written like <c>1-2 w1, 3-4 r1</c>.</summary>
    public static IReadOnlyList<Recorded<string>> Read(string history) =>
    [
        .. history.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(one =>
        {
            string[] parts = one.Split('-', ' ');
            return new Recorded<string>(
                parts[2],
                NumberOf(parts[0]),
                parts[1] == "∞" ? Recorded<string>.Never : NumberOf(parts[1]));
        }),
    ];

    public bool TryStep(int state, string operation, out int next)
    {
        int number = (int)NumberOf(operation[1..]);
        next = operation[0] == 'w' ? number : state;
        return operation[0] == 'w' || number == state;
    }

    private static long NumberOf(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
