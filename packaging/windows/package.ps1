# Builds the installer into dist\, on Windows: PyInstaller, then NSIS.
#   powershell -File packaging\windows\package.ps1
# $env:SIGN, where set, is a command that signs the file named after it.
$ErrorActionPreference = "Stop"
Set-Location "$PSScriptRoot\..\.."
function Run { & $args[0] $args[1..$args.Count]; if ($LASTEXITCODE) { throw "failed: $args" } }

$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.*)"').Matches[0].Groups[1].Value
$python = "build\venv\Scripts\python.exe"
$setup = "dist\siliconomics-$version-windows-amd64-setup.exe"

"1. environment"
if (-not (Test-Path $python)) {
    Run python -m venv build\venv
    Run $python -m pip install --quiet --constraint constraints.txt ".[package]"
}
Run $python -m pip install --quiet --no-deps --force-reinstall .
Run $python packaging\icons.py build\icons
Run $python packaging\licences.py build\LICENCES.txt

"2. program"
Run $python -m PyInstaller --noconfirm --log-level WARN --distpath build\dist --workpath build\work packaging\siliconomics.spec
if ($env:SIGN) { Invoke-Expression "$env:SIGN build\dist\siliconomics\siliconomics.exe" }
Run $python packaging\smoke_test.py build\dist\siliconomics\siliconomics-cli.exe

"3. $setup"
New-Item -ItemType Directory -Force dist | Out-Null
$makensis = (Get-Command makensis -ErrorAction SilentlyContinue).Source
if (-not $makensis) { $makensis = "${env:ProgramFiles(x86)}\NSIS\makensis.exe" }
Run $makensis /V2 /NOCD "/DVERSION=$version" "/DSOURCE=build\dist\siliconomics" "/DOUTPUT=$setup" "/DICON=build\icons\siliconomics.ico" packaging\windows\siliconomics.nsi
if ($env:SIGN) { Invoke-Expression "$env:SIGN $setup" }
"{0:N1} MB  {1}" -f ((Get-Item $setup).Length / 1MB), $setup
