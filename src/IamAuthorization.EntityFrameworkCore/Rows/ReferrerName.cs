using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>A referrer as a query answers it; all is null where there is none.</summary>
internal sealed class ReferrerName
{
    public short? Kind { get; set; }

    public string? AccountId { get; set; }

    public string? NameKey { get; set; }

    public string? Name { get; set; }

    public IamEntityKey Key => RowKeys.Restore(Kind ?? 0, AccountId ?? string.Empty, Name ?? string.Empty);
}
