/// Turns a submission into a plugin: the frontend, then the linker, each in the sandbox.
///
/// Never through `swiftc` or a package: they let a source file choose the linker's flags.
package struct Compiler: Sendable {
  /// What compiling one submission may take.
  package struct Limits: Sendable, Equatable {
    /// On the clock. A compiler does nothing but compute, so what reaches this before the next is on a machine that is busy with
    /// something else: a fault of ours.
    package var seconds = 110.0
    /// Of processor time: what a submission can ask too much of.
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
  private let runtime: RuntimeLibraries

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
    runtime = await RuntimeLibraries(kit.imports, installation: installation, toolchain: toolchain)
    var access = await Self.access(toolchain, kit: kit, program: toolchain.linker)
    access.readOnly += systemLibraries.filter { !access.readOnly.contains($0) }
    linkerAccess = access
  }

  /// What a compiler or linker may read: itself, its libraries, the toolchain's resources, the kit.
  static func access(_ toolchain: Toolchain, kit: Kit, program: String) async -> Sandbox.Access {
    var folders = [toolchain.resources, kit.folder] + kit.imports.headers
    if let clang = Files.realPath(toolchain.resources + "/clang") { folders.append(clang) }
    let libraries = await SharedLibraries.of(program)
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
  package func compile(
    _ submission: Submission, type: String, conformingTo kitProtocol: String
  ) async throws(CompileError) -> Plugin {
    if let error = Imports.error(in: submission) { throw error }
    let job: Job
    do throws(HostError) {
      job = try Job(submission, type: type, conformingTo: kitProtocol)
    } catch {
      throw .host(error)
    }
    do throws(CompileError) {
      let (compiled, linked) = try await run(frontend(job), then: linker(job))
      let paths = HostPaths(frontendAccess, linkerAccess, folder: job.folder)
      let diagnostics = Diagnostics(
        compiled.errors, entry: job.entry, files: job.files, limit: limits.messageBytes, hiding: paths)
      let error =
        Self.error(ofCompiling: compiled, diagnostics, type: type, conformingTo: kitProtocol, limits: limits)
        ?? Self.error(ofLinking: linked, limits: limits, hiding: paths)
        ?? ([job.object, job.library].contains { Files.size(of: $0) == 0 }
          ? .host(.toolFailed(tool: "The linker", message: "it left no plugin.")) : nil)
      if let error {
        // A full disk looks like anything but a message about the student's own lines.
        throw !error.isTold && Files.room(in: job.output) < 2 * limits.fileBytes
          ? .host(.noRoom(folder: job.folder)) : error.hiding(paths)
      }
      return Plugin(
        library: job.library, files: job.files, remarks: diagnostics.text, runtime: runtime, folder: job.folder)
    } catch {
      Files.remove(job.folder)
      throw error
    }
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

  /// Runs the frontend and, if it did its work, the linker; the linker's words are its output.
  private func run(
    _ frontend: Sandbox.Tool, then linker: Sandbox.Tool
  ) async throws(CompileError) -> (compiled: Command.Result, linked: Command.Result?) {
    let bounds = Sandbox.Limits(
      cpuSeconds: limits.cpuSeconds, memoryBytes: limits.memoryBytes, fileBytes: limits.fileBytes, openFiles: 256)
    do throws(HostError) {
      return try await sandbox.run(
        frontend, then: linker, limits: bounds, seconds: limits.seconds, keeping: 4 * limits.messageBytes)
    } catch {
      throw .host(error)
    }
  }
}
