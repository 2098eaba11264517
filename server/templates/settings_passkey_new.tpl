{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings/passkeys">Passkeys</a></p>
<h1>A new passkey</h1>
<p class="notice" data-without-passkeys>Browsers make passkeys for scripts only. Yours runs none here, or knows no passkeys: use another browser, or <a href="/settings/security">codes of an authenticator</a>.</p>
<p>Your browser asks where the passkey belongs, and for your finger, your face or your PIN. You have five minutes.</p>
<form method="post" action="/settings/passkeys/add" class="narrow" data-passkey="make" data-button="Make “{{NAME}}”" data-challenge="{{CHALLENGE}}" data-party="{{PARTY}}" data-site="{{NODE_NAME}}" data-user="{{USER}}" data-account="{{ACCOUNT}}" data-known="{{KNOWN}}" data-nothing="No passkey was made: you broke it off, it took too long, or this device makes none. Try again." data-twice="This device has a passkey of yours already." hidden>
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<input type="hidden" name="name" value="{{NAME}}">
<input type="hidden" name="challenge" value="{{SEALED}}">
<input type="hidden" name="client_data">
<input type="hidden" name="authenticator_data">
</form>
