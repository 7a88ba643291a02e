using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IdpMfa.Server.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Situations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "ProofCodeHash",
                table: "MfaPendingSignIns",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProofFailures",
                table: "MfaPendingSignIns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ProofSentAt",
                table: "MfaPendingSignIns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ProvedAt",
                table: "MfaPendingSignIns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "MfaPendingSignIns",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "MfaMailAllowances",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: true),
                    SecondLast = table.Column<long>(type: "INTEGER", nullable: true),
                    ThirdLast = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaMailAllowances", x => new { x.UserId, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "MfaOutboxMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    TenantId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaOutboxMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MfaSpentSteps",
                columns: table => new
                {
                    FactorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<long>(type: "INTEGER", nullable: false),
                    SpentAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MfaSpentSteps", x => new { x.FactorId, x.Step });
                });

            migrationBuilder.CreateIndex(
                name: "IX_MfaOutboxMails_SentAt_DueAt",
                table: "MfaOutboxMails",
                columns: new[] { "SentAt", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MfaSpentSteps_SpentAt",
                table: "MfaSpentSteps",
                column: "SpentAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MfaMailAllowances");

            migrationBuilder.DropTable(
                name: "MfaOutboxMails");

            migrationBuilder.DropTable(
                name: "MfaSpentSteps");

            migrationBuilder.DropColumn(
                name: "ProofCodeHash",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "ProofFailures",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "ProofSentAt",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "ProvedAt",
                table: "MfaPendingSignIns");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "MfaPendingSignIns");
        }
    }
}
