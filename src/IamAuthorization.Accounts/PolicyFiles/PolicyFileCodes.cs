namespace IamAuthorization.Accounts;

/// <summary>The codes of what can be wrong with a file apart from the policy documents in it.</summary>
internal static class PolicyFileCodes
{
    public const string FolderMissing = "FOLDER_MISSING";
    public const string UnexpectedFile = "UNEXPECTED_FILE";
    public const string LinkRefused = "LINK_REFUSED";
    public const string FileUnreadable = "FILE_UNREADABLE";
    public const string FileTooLarge = "FILE_TOO_LARGE";
    public const string TooManyFiles = "TOO_MANY_FILES";
    public const string NotUtf8 = "NOT_UTF8";
    public const string NotJson = "NOT_JSON";
    public const string UnknownMember = "UNKNOWN_MEMBER";
    public const string DuplicateMember = "DUPLICATE_MEMBER";
    public const string MissingMember = "MISSING_MEMBER";
    public const string WrongType = "WRONG_TYPE";
    public const string InvalidValue = "INVALID_VALUE";
    public const string InvalidName = "INVALID_NAME";
    public const string NameMismatch = "NAME_MISMATCH";
    public const string DuplicateName = "DUPLICATE_NAME";
    public const string UnknownReference = "UNKNOWN_REFERENCE";
    public const string NotApplicable = "NOT_APPLICABLE";
    public const string LimitExceeded = "LIMIT_EXCEEDED";
}
