/// Turns a submission into a plugin: the frontend, then the linker, each in the sandbox.
///
/// Never through `swiftc` or a package: they let a source file choose the linker's flags.
package struct Compiler: Sendable {
  /// What compiling one submission may take.
  package struct Limits: Sendable, Equatable {
    package var seconds = 30.0
    package var cpuSeconds = 20
    package var memoryBytes = 2 << 30
    package var fileBytes = 32 << 20
    /// How much of the diagnostics a student is shown.
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

  /// Prepares for any number of submissions.
  package init(
    installation: Installation, toolchain: Toolchain, kit: Kit, sandbox: Sandbox, limits: Limits = Limits()
  ) async {
    self.toolchain = toolchain
    self.kit = kit
    self.sandbox = sandbox
    self.limits = limits
    frontendAccess = await Self.access(toolchain, kit: kit, program: toolchain.frontend)
    // The plugin is linked with the C library that the worker has loaded when it loads the plugin.
    systemLibraries = await SystemLibraries.of(installation).map { library in
      kit.imports.isEmpty && SystemLibraries.symbols(of: library) != nil
        ? kit.stubs + "/" + Files.name(of: library) : library
    }
    var access = await Self.access(toolchain, kit: kit, program: toolchain.linker)
    access.readOnly += systemLibraries.filter { !access.readOnly.contains($0) }
    linkerAccess = access
  }

  /// What a compiler or linker may read: itself, its libraries, the toolchain's resources, the kit.
  static func access(_ toolchain: Toolchain, kit: Kit, program: String) async -> Sandbox.Access {
    var folders = [toolchain.resources, kit.folder, kit.header] + kit.imports.headers
    if let clang = Files.realPath(toolchain.resources + "/clang") { folders.append(clang) }
    let libraries = await SharedLibraries.of(program)
    let outside = libraries.filter { path in !folders.contains { path.hasPrefix($0 + "/") } }
    let real = Files.realPath(program) ?? program
    var access = Sandbox.Access(readOnly: folders + outside + (real == program ? [program] : [real, program]))
    access.libraryFolders = SharedLibraries.folders(of: libraries)
    return access
  }

  /// Compiles and links a submission whose type `type` implements a protocol of the kit.
  ///
  /// - Parameters:
  ///   - type: The type's name, from the assignment.
  ///   - component: The protocol it implements.
  package func compile(
    _ submission: Submission, type: String, as component: Component = .optimizer
  ) async throws(CompileError) -> Plugin {
    let job: Job
    do throws(HostError) {
      job = try Job(submission, type: type, component: component)
    } catch {
      throw .host(error)
    }
    do throws(CompileError) {
      let remarks = try await compile(job, type: type, component: component)
      try await link(job)
      return Plugin(library: job.library, files: job.files, remarks: remarks, folder: job.folder)
    } catch {
      Files.remove(job.folder)
      throw error
    }
  }

  /// Runs the frontend; returns its remarks.
  private func compile(_ job: Job, type: String, component: Component) async throws(CompileError) -> String {
    let arguments =
      ["-frontend", "-c"] + job.files.map { "./" + $0 } + [job.entry, "-module-name", Job.module]
      + kit.submissionFlags(toolchain) + ["-o", job.object]
    var access = frontendAccess
    access.readOnly += [job.sources, job.entry]
    access.writable = [job.output]
    access.workingDirectory = job.sources
    let result = try await run(toolchain.frontend, arguments, access)
    let diagnostics = Diagnostics(result.errors, entry: job.entry, files: job.files, limit: limits.messageBytes)
    switch result.ending {
    case .exited(0): return diagnostics.text
    // The compiler's own last words: under limits of time and memory, running into them is what it dies of. Where it may not
    // send itself a signal it ends with 1, as after errors.
    case _ where String(decoding: result.errors, as: UTF8.self).split(separator: "\n").contains("Stack dump:"):
      throw .tooDemanding(seconds: limits.seconds)
    case .exited(1): throw diagnostics.error(type: type, component: component)
    case .timedOut: throw .tooDemanding(seconds: limits.seconds)
    case .exited(let code) where code == 128 + 24 || code == 128 + 9: throw .tooDemanding(seconds: limits.seconds)
    case .signaled(let signal) where signal == 24 || signal == 9: throw .tooDemanding(seconds: limits.seconds)
    default:
      // Out of memory ends in an abort; whatever it is, the student's own messages come first.
      throw diagnostics.hasErrors
        ? diagnostics.error(type: type, component: component) : .compilerCrashed("\(result.ending)")
    }
  }

  private func link(_ job: Job) async throws(CompileError) {
    let platform = Files.name(of: toolchain.runtime)
    let arguments =
      [
        "--threads=1", "-shared", "--hash-style=gnu", "--eh-frame-hdr", "-z", "now", "-z", "relro", "-z", "defs",
        "--version-script=" + job.exports, "-o", job.library,
        "\(kit.resources)/\(platform)/\(toolchain.architecture)/swiftrt.o", job.object,
      ] + kit.objects + ["-L", toolchain.runtime, "--as-needed"]
      + (Self.runtimeLibraries + kit.imports.libraries).map { "-l" + $0 }
      + systemLibraries + ["-rpath", toolchain.runtime]
    var access = linkerAccess
    access.readOnly += [job.exports]
    access.writable = [job.output]
    let result = try await run(toolchain.linker, arguments, access)
    guard result.ending == .exited(0) else {
      throw .doesNotLink(Diagnostics.linkerWords(result.errors, limit: limits.messageBytes))
    }
  }

  private static let runtimeLibraries = [
    "swiftCore", "swift_Concurrency", "swift_StringProcessing", "swift_RegexParser", "swiftSwiftOnoneSupport",
  ]

  private func run(
    _ program: String, _ arguments: [String], _ access: Sandbox.Access
  ) async throws(CompileError) -> Command.Result {
    do throws(HostError) {
      let command = try sandbox.command(
        program, arguments, access: access,
        limits: Sandbox.Limits(
          cpuSeconds: limits.cpuSeconds, memoryBytes: limits.memoryBytes, fileBytes: limits.fileBytes, openFiles: 256))
      return try await command.run(seconds: limits.seconds, keeping: 4 * limits.messageBytes)
    } catch {
      throw .host(error)
    }
  }
}
