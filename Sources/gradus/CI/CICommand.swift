import ArgumentParser
import GradeModel
import PluginHost
import Reporting
import Workspace

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct CI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ci",
      abstract: "Grade one submission inside of a service, and write every report where that service looks.",
      discussion: """
        Finds by itself if it runs on GitHub Actions, GitLab CI, Gradescope, Classroom 50 or PrairieLearn. Exit codes are \
        those of gradus check; on a service that takes any code but 0 for a failure of the grading, 0 once it is graded.
        """)

    @Argument(help: "A Swift file, or a folder of them; by default the service's own place, else this folder.")
    var submission: String?

    @Option(help: "The assignment; by default, without a hidden seed, the one that gradus new made the folder for.")
    var assignment: String?

    // No value of its own kind: a report is written of a mistake in it too.
    @Option(
      help: "The service, if it is not to be found: \(Platform.allCases.map(\.rawValue).joined(separator: ", ")).")
    var platform: String?

    @Option(help: "The folder to write reports to; made if it is not there.")
    var reports = "gradus-reports"

    @Option(
      name: .customLong("hidden-seed"),
      help: "Add hidden cases, drawn from the bytes of this file; by default from the variable GRADUS_HIDDEN_SEED.")
    var hiddenSeed: String?

    @Flag(help: "Refuse to grade without a hidden seed.")
    var requireHiddenSeed = false

    @Option(help: "The share of the points, from 0 to 1, that passes where only pass and fail are known.")
    var pass = 1.0

    @Option(help: "The least sandbox level to accept beside a hidden seed: full or reduced (see gradus doctor).")
    var sandbox: SandboxChoice = .full

    @Option(help: Phase.help)
    var phase: Phase = .practice

    @Option(
      name: .customLong("submitted-at"),
      help: "For Classroom 50: the commit's instant in UTC, such as 2026-01-31T12:00:00Z.")
    var submittedAt: String?

    @Option(
      help: """
        For Gradescope: how many submissions are told everything in a span, such as 5/24h; minutes m, hours h, days d. Those \
        beyond are told as in the phase pastLimit.
        """)
    var limit: SubmissionLimit?

    /// Prints what the parts of the work took.
    @Flag(name: .customLong("stages"), help: .hidden)
    var showsStages = false

    /// The folder that stands for `/` on services with places of their own; for tests.
    @Option(help: .hidden)
    var root = ""

    func validate() throws {
      if let submittedAt, submittedAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) == nil {
        throw ValidationError(
          "--submitted-at expects an instant in UTC, 2026-01-31T12:00:00Z, and was given \(submittedAt)")
      }
      guard pass > 0, pass <= 1 else {
        throw ValidationError("--pass expects a share above 0, up to 1, and was given \(pass)")
      }
    }

    func run() async throws {
      try await Failure.reporting { try await deliver(Environment.current) }
    }

    private func deliver(_ environment: [String: String]) async throws(Failure) -> GradeModel.ExitCode {
      let found = Platform.found(in: environment, root: root) { FileManager.default.fileExists(atPath: $0) }
      let named = platform.map(Platform.init(rawValue:))
      let service = (named ?? found) ?? found
      let submission = submission ?? service.submission(root: root) ?? "."
      let standing = limited(on: service)
      let installation = try? Installation.find(environment: environment)
      let reports = directory()
      var failure: Failure?
      var report: Report
      do throws(Failure) {
        if let platform, named == .some(nil) { throw .usage(Wording.unknownService(platform)) }
        report = try await self.report(on: submission, for: service, environment, isPastLimit: standing?.isPast == true)
      } catch {
        // A reader finds this sentence, and never the report of an earlier run.
        report = .stillborn(
          submission: submission, assignment: assignment ?? "", because: error.message(without: installation))
        failure = error
      }
      let delivery = Delivery(
        platform: service, environment: environment, submittedAt: submittedAt ?? "", root: root,
        folder: folder(of: submission), reports: reports, pages: pages(of: installation))
      delivery.writeReports(report)
      do throws(Failure) {
        try delivery.writeResults(report, limit: standing)
      } catch {
        failure = failure ?? error
      }
      if failure == nil { Terminal.print(shown(report, submission)) }
      delivery.tell(report)
      if let failure { throw failure }
      return code(of: report, on: service)
    }

    private func report(
      on submission: String, for service: Platform, _ environment: [String: String], isPastLimit: Bool
    ) async throws(Failure) -> Report {
      // A path that is set up wrongly is no student's fault, and would be nothing graded for all of them.
      guard FileManager.default.fileExists(atPath: submission) else { throw .usage(Wording.noSubmission(submission)) }
      let workspace = Workspace(submission)
      let secret = try HiddenSeed.read(hiddenSeed) ?? HiddenSeed.inEnvironment(environment)
      let id = try Shelf.request(assignment, for: workspace, isOwn: false, secret: secret != nil)
      // Its lateness is worked out from this: another instant than the commit's could cost a student marks.
      if service == .classroom50, submittedAt == nil { throw .usage(Wording.noInstant) }
      if limit != nil, service != .gradescope { throw .usage(Wording.limitElsewhere) }
      if requireHiddenSeed, secret == nil { throw .usage(Wording.noHiddenSeed) }
      let bench = try await Bench(
        assignment: id, environment: environment, hiddenSeed: secret,
        requiring: secret == nil ? .process : sandbox.level, phase: isPastLimit ? .pastLimit : phase)
      if bench.sandbox.level != .full { Terminal.say(Wording.below(bench.probe)) }
      let sources = assignment == nil ? workspace.sources : submission
      let name = URL(fileURLWithPath: submission).standardizedFileURL.lastPathComponent
      let report = await bench.settledReport(on: sources, name: name, illustrated: true)
      if showsStages {
        let told = ["compile", "run"].compactMap { part in report.durations[part].map { (part, $0) } }
        Terminal.say(Wording.stages(bench.preparation.map { ($0.key, $0.value) } + told))
      }
      return report
    }

    /// Opens the folder of the reports. It lies in the checkout, which is the student's: what else is in it is said, and refuses
    /// nothing.
    ///
    /// - Returns: `nil` where nothing can be written, which is said: the service's own ways are still open.
    private func directory() -> ReportDirectory? {
      let directory: ReportDirectory
      // It would leave the student's own reports in the place of ours.
      ReportWriter.removeLink(reports)
      do throws(Failure) {
        directory = try ReportFile.writing { try ReportDirectory(reports, making: true) }
      } catch {
        Terminal.say("gradus: \(error.message)")
        return nil
      }
      if let stranger = ReportProof.stranger(in: directory, beside: Delivery.names) {
        Terminal.say("gradus: \(Wording.notOurFolder(reports, stranger))")
      }
      return directory
    }

    private func pages(of installation: Installation?) -> HTML? {
      guard let installation else { return nil }
      do throws(Failure) {
        return try HTML(of: installation)
      } catch {
        Terminal.say("gradus: \(error.message)")
        return nil
      }
    }

    /// Returns the submission's place among the earlier ones; `nil` without a limit. An account of them that cannot be used is
    /// said, and is not held against the student.
    private func limited(on service: Platform) -> SubmissionLimit.Standing? {
      guard let limit, let path = service.metadata(root: root) else { return nil }
      do throws(GradescopeMetadata.Unreadable) {
        return limit.standing(of: try GradescopeMetadata(at: path))
      } catch {
        Terminal.say(Wording.limitUnknown(path, error.reason))
        return nil
      }
    }

    private func folder(of submission: String) -> String {
      let kind = (try? FileManager.default.attributesOfItem(atPath: submission))?[.type] as? FileAttributeType
      var folder = kind == .typeRegular ? ReportWriter.parent(of: submission) : submission
      if assignment == nil { folder = Workspace(folder).sources }
      while folder.hasPrefix("./") { folder.removeFirst(2) }
      while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
      return folder == "." ? "" : folder
    }

    /// The report on a screen: what it leaves out is in the files.
    private func shown(_ report: Report, _ submission: String) -> String {
      let command = Reproduction(
        submission: self.submission, assignment: assignment, folder: folder(of: submission))
      return Console.text(for: report, style: .plain, view: View(.brief, command: command))
    }

    private func code(of report: Report, on platform: Platform) -> GradeModel.ExitCode {
      if report.isWithheld { return .graderError }
      if platform.wantsSuccess { return .fullMarks }
      let isEnough = report.maximum > 0 && report.points >= pass * report.maximum * (1 - 1e-12)
      return report.exitCode == .marksLost && isEnough ? .fullMarks : report.exitCode
    }
  }
}
