{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/subjects">Subjects</a></p>
<h1>{{NAME}}</h1>
<p class="quiet">{{ADDRESS}}</p>
<div class="words" dir="auto">{{SUMMARY:x-sanitised}}</div>
{{#NOTICE}}<p class="notice">{{NOTICE_WORDS}}</p>{{/NOTICE}}
{{#FOLLOWS}}<p class="badge good">You follow it</p>{{/FOLLOWS}}
{{#ASKED}}<p class="notice">Sent. Waiting for {{HOST}} to answer.</p>{{/ASKED}}
{{#FOLLOW}}<form method="post" action="{{PATH}}/follow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button>Follow</button></form>{{/FOLLOW}}
{{#UNFOLLOW}}<form method="post" action="{{PATH}}/unfollow"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Follow no longer</button></form>{{/UNFOLLOW}}
{{#STAYS}}<p class="notice bad" role="alert">Members who are pupils follow what is at this school only.</p>{{/STAYS}}
{{#GUEST}}<p><a href="/sign-in?return={{RETURN}}">Sign in to follow it</a>, or look for {{ADDRESS}} in whatever you use.</p>{{/GUEST}}
<h2>What came by it</h2>
{{>NEWS}}
