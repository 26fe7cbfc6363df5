/// Turns a submission into a plugin: the frontend, then the linker, each in the sandbox.
///
/// Never through `swiftc` or a package: they let a source file choose the linker's flags.
package struct Compiler: Sendable {
  /// The means that compiling one submission may take.
  package struct Limits: Sendable, Equatable {
    /// On the clock. A compiler does nothing but compute, so what reaches this before the next is on a machine that is busy with
    /// something else: a fault of ours.
    package var seconds = 110.0
    /// Of processor time: what a submission can ask too much of.
    package var cpuSeconds = 20
    package var memoryBytes = 2 << 30
    package var fileBytes = 32 << 20
    /// The bytes of the diagnostics that a student is shown.
    package var messageBytes = 16 << 10

    package init() {}
  }

  private let toolchain: Toolchain
  private let kit: Kit
  private let sandbox: Sandbox
  private let limits: Limits
  private let frontendAccess: Sandbox.Access
  private let linkerAccess: Sandbox.Access
  private let systemLibraries: [String]
  /// The libraries that every plugin is linked with.
  let runtime: RuntimeLibraries

  /// Prepares for any number of submissions.
  ///
  /// - Parameter answers: the loader's answers of earlier runs.
  package init(
    installation: Installation, toolchain: Toolchain, kit: Kit, sandbox: Sandbox, limits: Limits = Limits(),
    recalling answers: KeptAnswers? = nil
  ) async throws(HostError) {
    self.toolchain = toolchain
    self.kit = kit
    self.sandbox = sandbox
    self.limits = limits
    frontendAccess = try await Self.access(toolchain, kit: kit, program: toolchain.frontend, recalling: answers)
    // The plugin is linked with the C library that the worker has loaded when it loads the plugin.
    systemLibraries = try await SystemLibraries.of(installation, recalling: answers).map { library in
      kit.imports.isEmpty && SystemLibraries.symbols(of: library) != nil
        ? kit.stubs + "/" + Files.name(of: library) : library
    }
    runtime = try await RuntimeLibraries(
      kit.imports, installation: installation, toolchain: toolchain, recalling: answers)
    var access = try await Self.access(toolchain, kit: kit, program: toolchain.linker, recalling: answers)
    access.readOnly += systemLibraries.filter { !access.readOnly.contains($0) }
    linkerAccess = access
  }

  /// The files that a compiler or linker may read: itself, its libraries, the toolchain's resources, the kit.
  static func access(
    _ toolchain: Toolchain, kit: Kit, program: String, recalling answers: KeptAnswers? = nil
  ) async throws(HostError) -> Sandbox.Access {
    var folders = [toolchain.resources, kit.folder] + kit.imports.headers
    if let clang = Files.realPath(toolchain.resources + "/clang") { folders.append(clang) }
    let libraries = try await SharedLibraries.of(program, recalling: answers)
    let outside = libraries.filter { path in !folders.contains { path.hasPrefix($0 + "/") } }
    let real = Files.realPath(program) ?? program
    var access = Sandbox.Access(readOnly: folders + outside + (real == program ? [program] : [real, program]))
    access.libraryFolders = SharedLibraries.folders(of: libraries)
    return access
  }

  /// Compiles and links a submission.
  ///
  /// - Parameters:
  ///   - type: the name of the type that it declares.
  ///   - kitProtocol: the name of the kit's protocol that the type conforms to, `Optimizer`.
  ///   - asked: the properties that the assignment has names for.
  package func compile(
    _ submission: Submission, type: String, conformingTo kitProtocol: String,
    asking asked: AskedProperties = AskedProperties()
  ) async throws(CompileError) -> Plugin {
    var program = Program(submission, type: type, conformingTo: kitProtocol, asking: asked)
    var refused: CompileError?
    var attempts = 0
    var isSettled = false
    while true {
      switch try await attempt(program) {
      case .made(let job, let remarks):
        return Plugin(
          library: job.library, files: job.files, leftAside: program.leftAside, remarks: remarks,
          tasks: Tasks.first(in: program.files), runtime: runtime, folder: job.folder)
      case .refused(let refusal, _) where !refusal.isCertain && !isSettled:
        // Once more, in case that whatever it was has passed: from here on a refusal is the submission's.
        try await checkConditions()
        isSettled = true
      case .refused(let refusal, let diagnostics):
        let error = refusal.error
        attempts += 1
        guard attempts < Self.mostAttempts else { throw refused ?? error }
        if await mend(&program, after: error, diagnostics) { continue }
        refused = refused ?? error
        // The first refusal stands: nobody is told of an error in a file that was left aside.
        guard error.isTold, program.addDemos() else { throw refused ?? error }
      }
    }
  }

  private static let mostAttempts = 4

  private enum Attempt {
    case made(Job, remarks: String)
    case refused(Refusal, Diagnostics)
  }

  /// Compiles a program that is known to be right. Throws if that fails too: then the fault is ours.
  private func checkConditions() async throws(CompileError) {
    switch try await attempt(.known) {
    case .made(let job, _): Files.remove(job.folder)
    case .refused(let refusal, _):
      if case .host = refusal.error { throw refusal.error }
      throw .host(
        .toolFailed(tool: "The compiler", message: "a program that is right is refused too: \(refusal.error)"))
    }
  }

  private func attempt(_ program: Program) async throws(CompileError) -> Attempt {
    let job = try Self.job(program)
    do throws(CompileError) {
      if let error = try await forbiddenImport(in: program, job) { throw error }
      let (compiled, linked) = try await run(frontend(job), then: linker(job))
      let paths = HostPaths(frontendAccess, linkerAccess, folder: job.folder)
      let diagnostics = Diagnostics(
        compiled.errors, entry: job.entry, files: job.files, limit: limits.messageBytes, hiding: paths)
      let refusal =
        Self.refusal(
          ofCompiling: compiled, diagnostics, program: program, given: kit.imports.given, limits: limits)
        ?? Self.refusal(ofLinking: linked, limits: limits, hiding: paths)
        ?? ([job.object, job.library].contains { Files.size(of: $0) == 0 }
          ? Refusal(.host(.toolFailed(tool: "The linker", message: "it left no plugin.")), isCertain: true) : nil)
      guard let refusal else { return .made(job, remarks: diagnostics.text) }
      defer { Files.remove(job.folder) }
      // A full disk looks like anything but a message about the student's own lines.
      if !(refusal.isCertain && refusal.error.isTold), Files.room(in: job.output) < 2 * limits.fileBytes {
        throw .host(.noRoom(folder: job.folder))
      }
      return .refused(refusal, diagnostics)
    } catch {
      Files.remove(job.folder)
      throw error
    }
  }

  private static func job(_ program: Program) throws(CompileError) -> Job {
    do throws(HostError) {
      return try Job(program.files, program.entry)
    } catch {
      throw .host(error)
    }
  }

  /// Takes away what is in the way of compiling a program and is no mistake in it; false if there is nothing of the kind.
  private func mend(_ program: inout Program, after error: CompileError, _ diagnostics: Diagnostics) async -> Bool {
    guard case .diagnostics = error else { return false }
    // Nobody is to blame for a property that the entry file cannot reach.
    if !diagnostics.hasOwnErrors { return program.entry.leaveOut(lines: diagnostics.entryErrors.map(\.line)) }
    let statements = program.files.map { diagnostics.topLevelStatements(in: $0.path) }
    guard !statements.allSatisfy(\.isEmpty), let job = try? Self.job(program.withoutConditions) else { return false }
    defer { Files.remove(job.folder) }
    var isMended = false
    for (index, starts) in statements.enumerated() where !starts.isEmpty {
      let file = program.files[index]
      guard let code = TopLevelCode(file.bytes, starts: starts, dump: await dump(file.path, of: job)) else { continue }
      program.takeOut(code, at: index)
      isMended = true
    }
    return isMended
  }

  /// The frontend's list of what a file holds; empty if it gives none.
  private func dump(_ path: String, of job: Job) async -> String {
    let flags = kit.submissionFlags(toolchain).filter { $0 != "-parse-as-library" }
    let result = try? await read(job, ["-dump-parse", "./" + path] + flags)
    return String(decoding: result?.output ?? [], as: UTF8.self)
  }

  /// The refusal of a program that imports the kit's own module. The frontend says what is an import: only it reads a source as
  /// it will be compiled.
  private func forbiddenImport(in program: Program, _ job: Job) async throws(CompileError) -> CompileError? {
    guard program.files.contains(where: Imports.mentionsKitsOwn) else { return nil }
    let arguments =
      ["-emit-imported-modules"] + job.files.map { "./" + $0 } + ["-module-name", Job.module]
      + kit.submissionFlags(toolchain) + ["-o", "-"]
    do throws(HostError) {
      let result = try await read(job, arguments)
      let listed = String(decoding: result.output, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
      return Imports.error(in: program.files, listed: result.ending == .exited(0) ? listed : nil)
    } catch {
      throw .host(error)
    }
  }

  /// Has the frontend read a job's sources.
  private func read(_ job: Job, _ arguments: [String]) async throws(HostError) -> Command.Result {
    var access = frontendAccess
    access.readOnly += [job.sources]
    access.workingDirectory = job.sources
    return try await sandbox.command(
      toolchain.frontend, ["-frontend"] + arguments, access: access, limits: bounds
    ).run(seconds: limits.seconds, keeping: limits.fileBytes)
  }

  private func frontend(_ job: Job) -> Sandbox.Tool {
    var access = frontendAccess
    access.readOnly += [job.sources, job.entry]
    access.writable = [job.output]
    access.workingDirectory = job.sources
    return Sandbox.Tool(
      program: toolchain.frontend,
      arguments: ["-frontend", "-c"] + job.files.map { "./" + $0 } + [job.entry, "-module-name", Job.module]
        + kit.submissionFlags(toolchain) + ["-o", job.object],
      access: access)
  }

  private func linker(_ job: Job) -> Sandbox.Tool {
    let platform = Files.name(of: toolchain.runtime)
    var access = linkerAccess
    access.readOnly += [job.exports]
    access.writable = [job.output]
    return Sandbox.Tool(
      program: toolchain.linker,
      arguments: [
        "--threads=1", "-shared", "--hash-style=gnu", "--eh-frame-hdr", "-z", "now", "-z", "relro", "-z", "defs",
        "--version-script=" + job.exports, "-o", job.library,
        "\(kit.resources)/\(platform)/\(toolchain.architecture)/swiftrt.o", job.object,
      ] + kit.objects + ["-L", toolchain.runtime, "--as-needed"]
        + runtime.names.map { "-l" + $0 }
        + systemLibraries + ["-rpath", toolchain.runtime],
      access: access)
  }

  private var bounds: Sandbox.Limits {
    Sandbox.Limits(
      cpuSeconds: limits.cpuSeconds, memoryBytes: limits.memoryBytes, fileBytes: limits.fileBytes, openFiles: 256)
  }

  /// Runs the frontend and, if it did its work, the linker; the linker's words are its output.
  private func run(
    _ frontend: Sandbox.Tool, then linker: Sandbox.Tool
  ) async throws(CompileError) -> (compiled: Command.Result, linked: Command.Result?) {
    do throws(HostError) {
      return try await sandbox.run(
        frontend, then: linker, limits: bounds, seconds: limits.seconds, keeping: 4 * limits.messageBytes)
    } catch {
      throw .host(error)
    }
  }
}
