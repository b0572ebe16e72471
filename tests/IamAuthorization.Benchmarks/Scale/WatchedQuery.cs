using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>A command and copies of its parameters, to be executed once more.</summary>
internal sealed record WatchedQuery(string Sql, DbParameter[] Parameters)
{
    public static DbParameter Copy(DbParameter parameter) => parameter is ICloneable cloneable
        ? (DbParameter)cloneable.Clone()
        : new SqliteParameter(parameter.ParameterName, parameter.Value);
}
