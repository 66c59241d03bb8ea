@echo off
rem Skladbridge on the Node that lies beside it, from wherever it is called. Data: %ProgramData%\Skladbridge.
setlocal
rem What people are told to type names the command as it was called.
set "SKLADBRIDGE_FILE=%~f0"
"%~dp0node.exe" "%~dp0program\main.js" %*
