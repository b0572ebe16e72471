using IamAuthorization.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.Sqlite;

/// <summary>The tables in SQLite, which compares text byte by byte unless told otherwise.</summary>
internal sealed class SqliteIamDbContext(DbContextOptions<SqliteIamDbContext> options) : IamDbContext(options);
