@echo off
rem Skladbridge on the Node that lies beside it, from wherever it is called. Data: %ProgramData%\Skladbridge.
"%~dp0node.exe" "%~dp0program\main.js" %*
